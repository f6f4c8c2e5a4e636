/// Decides what a critic said of a labelled solution, votes included.
@NullMarked
package fapo.evaluation.judged;

import org.jspecify.annotations.NullMarked;
