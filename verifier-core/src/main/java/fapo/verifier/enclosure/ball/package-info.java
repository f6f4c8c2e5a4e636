/// Decides what a real number is to a stated error: arithmetic of balls, in doubles and in long
/// binary numbers.
@NullMarked
package fapo.verifier.enclosure.ball;

import org.jspecify.annotations.NullMarked;
