package fapo.gateway.call;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/// Whether a service can be reached now, by the gRPC health protocol. A server that answers without
/// knowing the
/// protocol is reachable.
public record Reachability(String service, boolean reachable, String detail) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  public static Mono<Reachability> of(String service, Channel channel) {
    var health =
        HealthGrpc.newStub(channel).withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    return GrpcMono.<HealthCheckResponse>of(
            answer -> health.check(HealthCheckRequest.getDefaultInstance(), answer))
        .map(reply -> of(service, reply.getStatus()))
        .onErrorResume(StatusRuntimeException.class, e -> Mono.just(of(service, e.getStatus())));
  }

  private static Reachability of(String service, HealthCheckResponse.ServingStatus status) {
    boolean serving = status == HealthCheckResponse.ServingStatus.SERVING;
    return new Reachability(service, serving, serving ? "serving" : "not serving");
  }

  private static Reachability of(String service, Status status) {
    return status.getCode() == Status.Code.UNIMPLEMENTED
        ? new Reachability(service, true, "answers, without a health service")
        : new Reachability(service, false, status.getCode().name());
  }
}
