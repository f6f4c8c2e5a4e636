/// Decides what a person or a load balancer sees: the landing page, liveness, readiness and server
/// facts.
@NullMarked
package fapo.gateway.console;

import org.jspecify.annotations.NullMarked;
