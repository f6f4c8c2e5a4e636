/// Decides whether one of two critics is better on the same solutions.
@NullMarked
package fapo.evaluation.compare;

import org.jspecify.annotations.NullMarked;
