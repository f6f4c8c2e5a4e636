/// Decides where the marked stretches of a text begin and end: what of a response is visible,
/// boxes, math between delimiters, wrapping.
@NullMarked
package fapo.verifier.mark;

import org.jspecify.annotations.NullMarked;
