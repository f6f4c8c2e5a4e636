/// Decides how an HTTP exchange becomes a gRPC call: which channel, until when, and when it is
/// cancelled.
@NullMarked
package fapo.gateway.call;

import org.jspecify.annotations.NullMarked;
