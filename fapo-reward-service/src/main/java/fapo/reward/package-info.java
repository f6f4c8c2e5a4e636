/// What is a rollout worth? The skin around the two equations.
@NullMarked
package fapo.reward;

import org.jspecify.annotations.NullMarked;
