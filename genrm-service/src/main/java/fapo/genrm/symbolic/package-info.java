/// Decides which equations the steps of a solution state, and which of them is the first false one.
@NullMarked
package fapo.genrm.symbolic;

import org.jspecify.annotations.NullMarked;
