/// Decides which real numbers a set, an interval or a solved inequality holds.
@NullMarked
package fapo.verifier.region;

import org.jspecify.annotations.NullMarked;
