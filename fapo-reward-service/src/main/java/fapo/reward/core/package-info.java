/// What a rollout is worth and what its group learns from it: the two equations, free of effects.
@NullMarked
package fapo.reward.core;

import org.jspecify.annotations.NullMarked;
