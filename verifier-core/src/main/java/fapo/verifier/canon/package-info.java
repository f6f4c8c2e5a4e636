/// Decides which one form an exact value has.
@NullMarked
package fapo.verifier.canon;

import org.jspecify.annotations.NullMarked;
