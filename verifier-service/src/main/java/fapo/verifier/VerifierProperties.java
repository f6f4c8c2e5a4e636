package fapo.verifier;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The configuration of this service; every value has a default.
///
/// @param warmUpChecks checks done before the service is ready, so that the first caller does not
///     wait for compilation
/// @param maxChecksPerMessage of one message of a batch; beyond, each is refused
/// @param batchThreads checks of batches at a time; 0: as many as there are cores
/// @param cacheSize what results of long checks may hold; 0: none is remembered
/// @param options settings that hold where a request leaves them out, by the names of the contract
@ConfigurationProperties("fapo.verifier")
record VerifierProperties(
    @DefaultValue("5000") int warmUpChecks,
    @DefaultValue("65536") int maxChecksPerMessage,
    @DefaultValue("0") int batchThreads,
    @DefaultValue("0B") DataSize cacheSize,
    @DefaultValue Map<String, String> options) {
  VerifierProperties {
    require(warmUpChecks >= 0, "warm-up-checks", warmUpChecks, ">= 0");
    require(maxChecksPerMessage > 0, "max-checks-per-message", maxChecksPerMessage, "> 0");
    require(batchThreads >= 0, "batch-threads", batchThreads, ">= 0");
    require(!cacheSize.isNegative(), "cache-size", cacheSize, ">= 0B");
    options = Map.copyOf(options);
  }

  int threads() {
    return batchThreads > 0 ? batchThreads : Runtime.getRuntime().availableProcessors();
  }

  private static void require(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "fapo.verifier.%s: %s (expected: %s)".formatted(key, value, expected));
    }
  }
}
