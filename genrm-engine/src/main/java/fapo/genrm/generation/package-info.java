/// Decides what becomes of requests for text: one thread runs the model for all of them, from
/// admission to the last token.
@NullMarked
package fapo.genrm.generation;

import org.jspecify.annotations.NullMarked;
