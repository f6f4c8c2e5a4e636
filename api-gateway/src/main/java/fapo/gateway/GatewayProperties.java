package fapo.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the services are and how long a call may take.
///
/// @param rewardTarget gRPC target of fapo-reward-service, for example `dns:///reward:9090` or
/// `in-process:fapo`
/// @param verifierTarget gRPC target of verifier-service
/// @param genrmTarget gRPC target of genrm-service
/// @param timeout deadline of a call whose request names none, > 0
@ConfigurationProperties("fapo.gateway")
record GatewayProperties(
    @DefaultValue("dns:///localhost:9090") String rewardTarget,
    @DefaultValue("dns:///localhost:9090") String verifierTarget,
    @DefaultValue("dns:///localhost:9090") String genrmTarget,
    @DefaultValue("10m") Duration timeout) {
  GatewayProperties {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("fapo.gateway.timeout: " + timeout + " (expected: > 0)");
    }
  }
}
