/// Is every field of the contract read as it is documented?
@NullMarked
package fapo.reward.wire;

import org.jspecify.annotations.NullMarked;
