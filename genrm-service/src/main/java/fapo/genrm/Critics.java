package fapo.genrm;

import fapo.genrm.critique.Critic;
import fapo.genrm.local.OnnxCritic;
import fapo.genrm.remote.OpenAiCritic;
import fapo.genrm.wire.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The critics that are configured, by name.
final class Critics implements AutoCloseable {
  private static final String KINDS =
      String.join(
          ", ", SymbolicBackend.NAME, OpenAiCritic.NAME, OnnxCritic.NAME, HybridCritic.NAME);

  private final Map<String, Critic> byName = new LinkedHashMap<>();
  private final String defaultName;

  Critics(List<Critic> critics, String defaultName) {
    critics.forEach(critic -> byName.put(critic.profile().name(), critic));
    this.defaultName = defaultName;
    if (!byName.containsKey(defaultName)) {
      throw new IllegalArgumentException(
          "fapo.genrm.default-critic: %s (expected: a configured critic, one of %s)"
              .formatted(defaultName, String.join(", ", byName.keySet())));
    }
  }

  String defaultName() {
    return defaultName;
  }

  List<Critic> all() {
    return List.copyOf(byName.values());
  }

  /// The critic with this name; the default where it is empty.
  ///
  /// @throws RefusedException where it is not configured
  Critic named(String name) {
    @Nullable Critic critic = byName.get(name.isEmpty() ? defaultName : name);
    if (critic == null) {
      String configured = String.join(", ", byName.keySet());
      String hint =
          switch (name) {
            case OpenAiCritic.NAME -> "fapo.genrm.openai.url to be set, or one of " + configured;
            case OnnxCritic.NAME -> "fapo.genrm.onnx.model to be set, or one of " + configured;
            case HybridCritic.NAME ->
                "fapo.genrm.onnx.model or fapo.genrm.openai.url to be set, or one of " + configured;
            default -> "one of " + KINDS;
          };
      throw new RefusedException(
          RefusedException.Reason.CRITIC_NOT_CONFIGURED,
          "critic: %s (expected: %s)".formatted(name, hint));
    }
    return critic;
  }

  @Override
  public void close() {
    for (Critic critic : byName.values()) {
      switch (critic) {
        case OpenAiCritic remote -> remote.close();
        case OnnxCritic local -> local.close();
        default -> {
          // holds nothing
        }
      }
    }
  }
}
