/// Decides how sure a number is: intervals, resampling, exact tests, ranking.
@NullMarked
package fapo.evaluation.stat;

import org.jspecify.annotations.NullMarked;
