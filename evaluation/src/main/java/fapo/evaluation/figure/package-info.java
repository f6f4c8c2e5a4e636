/// Decides how good a critic is: the figures of one run.
@NullMarked
package fapo.evaluation.figure;

import org.jspecify.annotations.NullMarked;
