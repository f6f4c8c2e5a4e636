package fapo.verifier;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The configuration of this service; every value has a default.
///
/// @param warmUpChecks checks done before the service is ready, so that the first caller does not
/// wait
///     for compilation
/// @param maxChecksPerMessage of one message of a batch; beyond, each is refused
@ConfigurationProperties("fapo.verifier")
record VerifierProperties(
    @DefaultValue("400") int warmUpChecks, @DefaultValue("65536") int maxChecksPerMessage) {
  VerifierProperties {
    require(warmUpChecks >= 0, "warm-up-checks", warmUpChecks, ">= 0");
    require(maxChecksPerMessage > 0, "max-checks-per-message", maxChecksPerMessage, "> 0");
  }

  private static void require(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "fapo.verifier.%s: %s (expected: %s)".formatted(key, value, expected));
    }
  }
}
