/// Decides as the published FAPO recipe does, character for character.
@NullMarked
package fapo.verifier.recipe;

import org.jspecify.annotations.NullMarked;
