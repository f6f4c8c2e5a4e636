/// Holds the reward core to its golden rows and to the theory of the paper.
@NullMarked
package fapo.reward.core;

import org.jspecify.annotations.NullMarked;
