package fapo.gateway.console;

import fapo.gateway.call.Reachability;
import fapo.gateway.call.Services;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Liveness and readiness, for load balancers and orchestrators.
@RestController
@Tag(name = "Operate")
public final class HealthRoutes {
  private final Services services;

  public HealthRoutes(Services services) {
    this.services = services;
  }

  @GetMapping("/health")
  @Operation(operationId = "health", summary = "Liveness: the gateway runs")
  HealthJson health() {
    return new HealthJson("up");
  }

  @GetMapping("/ready")
  @Operation(operationId = "ready", summary = "Readiness: every service behind it can be reached")
  @ApiResponse(responseCode = "200", description = "Ready.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "503", description = "Not ready; `services` says why.")
  Mono<ResponseEntity<ReadinessJson>> ready() {
    return Flux.mergeSequential(
            Reachability.of("reward", services.rewardChannel()),
            Reachability.of("verifier", services.verifierChannel()),
            Reachability.of("genrm", services.genrmChannel()))
        .collectList()
        .map(HealthRoutes::readiness);
  }

  private static ResponseEntity<ReadinessJson> readiness(List<Reachability> services) {
    boolean ready = services.stream().allMatch(Reachability::reachable);
    return ResponseEntity.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new ReadinessJson(ready ? "ready" : "not_ready", services));
  }

  record HealthJson(String status) {}

  record ReadinessJson(String status, List<Reachability> services) {}
}
