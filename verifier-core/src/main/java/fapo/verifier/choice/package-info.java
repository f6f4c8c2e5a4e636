/// Decides which option of a multiple-choice question a response chose.
@NullMarked
package fapo.verifier.choice;

import org.jspecify.annotations.NullMarked;
