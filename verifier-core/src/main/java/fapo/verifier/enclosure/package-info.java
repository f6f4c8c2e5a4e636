/// Decides what can be proven about values by computing them: apart, in agreement, or unknown.
@NullMarked
package fapo.verifier.enclosure;

import org.jspecify.annotations.NullMarked;
