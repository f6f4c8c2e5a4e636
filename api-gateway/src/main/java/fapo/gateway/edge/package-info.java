/// Decides how JSON is read and written, and how every failure is told as a problem document.
@NullMarked
package fapo.gateway.edge;

import org.jspecify.annotations.NullMarked;
