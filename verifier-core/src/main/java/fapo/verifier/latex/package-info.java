/// Decides what an answer written in LaTeX, ASCII or Unicode says, or where reading it stops.
@NullMarked
package fapo.verifier.latex;

import org.jspecify.annotations.NullMarked;
