/// Does the answer match the reference? The skin around the pure core.
@NullMarked
package fapo.verifier;

import org.jspecify.annotations.NullMarked;
