/// Holds the module's rooms to their walls.
@NullMarked
package fapo.reward;

import org.jspecify.annotations.NullMarked;
