/// Decides what an answer can be: the one expression language of this service.
@NullMarked
package fapo.verifier.expr;

import org.jspecify.annotations.NullMarked;
