/// Decides how the two bare equations, advantages and GenRM training rewards, are asked for.
@NullMarked
package fapo.gateway.advantage;

import org.jspecify.annotations.NullMarked;
