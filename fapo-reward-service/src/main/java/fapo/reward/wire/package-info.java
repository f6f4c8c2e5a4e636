/// Decides what a message of the contract means: the one place where protobuf becomes domain and
/// back.
@NullMarked
package fapo.reward.wire;

import org.jspecify.annotations.NullMarked;
