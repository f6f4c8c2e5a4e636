/// Decides what a critic is asked and what its answer means: steps, prompts, verdicts and votes.
@NullMarked
package fapo.genrm.critique;

import org.jspecify.annotations.NullMarked;
