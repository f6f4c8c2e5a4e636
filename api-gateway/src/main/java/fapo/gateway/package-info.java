/// REST in front of the gRPC services; no domain logic.
@NullMarked
package fapo.gateway;

import org.jspecify.annotations.NullMarked;
