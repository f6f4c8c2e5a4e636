/// Decides how every failure is told to the caller: as a problem document that names the field.
@NullMarked
package fapo.gateway.edge;

import org.jspecify.annotations.NullMarked;
