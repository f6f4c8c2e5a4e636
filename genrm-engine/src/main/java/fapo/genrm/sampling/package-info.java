/// Decides which token a row of logits becomes, and when a text is complete. Pure: no model, no
/// threads, no clock.
@NullMarked
package fapo.genrm.sampling;

import org.jspecify.annotations.NullMarked;
