/// Decides how a critique is asked for and how a verdict is shown in JSON.
@NullMarked
package fapo.gateway.critique;

import org.jspecify.annotations.NullMarked;
