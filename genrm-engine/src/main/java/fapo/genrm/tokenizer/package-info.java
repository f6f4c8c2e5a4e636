/// Decides what text is as tokens, and what tokens are as text: the checkpoint's tokenizer, its
/// form of conversations, and characters put together from parts.
@NullMarked
package fapo.genrm.tokenizer;

import org.jspecify.annotations.NullMarked;
