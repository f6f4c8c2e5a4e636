/// Decides how the four services become one process: one context, one set of ports, one end.
@NullMarked
package fapo.platform;

import org.jspecify.annotations.NullMarked;
