/// Decides whether two scalars are identical, by their images in finite fields.
@NullMarked
package fapo.verifier.modular;

import org.jspecify.annotations.NullMarked;
