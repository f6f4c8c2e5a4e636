/// The gateway on a real port in front of scripted services.
@NullMarked
package fapo.gateway;

import org.jspecify.annotations.NullMarked;
