/// Decides which stretch of a response is its final answer, and when two words are the same words.
@NullMarked
package fapo.verifier.text;

import org.jspecify.annotations.NullMarked;
