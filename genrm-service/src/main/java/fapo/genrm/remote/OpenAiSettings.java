package fapo.genrm.remote;

import fapo.genrm.critique.CriticProfile.Fitness;
import java.net.URI;
import java.time.Duration;

/// Which model is asked, and within which bounds.
///
/// @param server where the API is: the host, its `/v1`, or the address of its chat completions
/// @param model the model's id; empty: the first the server lists
/// @param apiKey sent as a bearer token; empty: none
/// @param fitness what the operator declares the model's verdicts fit for
/// @param maxInFlight samples generated at a time; the others wait
/// @param temperature in [0, 2], where a request has none
/// @param topP in (0, 1], where a request has none
/// @param timeouts of one exchange
public record OpenAiSettings(
    URI server,
    String model,
    String apiKey,
    Fitness fitness,
    int maxInFlight,
    double temperature,
    double topP,
    Timeouts timeouts) {
  static final String CHAT = "/chat/completions";

  /// @param connect longest wait for a connection
  /// @param exchange longest time of one sample
  public record Timeouts(Duration connect, Duration exchange) {}

  /// The address of one resource of the API, such as `/models`.
  URI resource(String path) {
    String base = server.toString().replaceAll("/+$", "");
    base = base.endsWith(CHAT) ? base.substring(0, base.length() - CHAT.length()) : base;
    boolean bare = server.getPath() == null || server.getPath().replace("/", "").isEmpty();
    return URI.create(base + (bare ? "/v1" : "") + path);
  }

  @Override
  public String toString() {
    return "OpenAiSettings[server=%s, model=%s]".formatted(server, model);
  }
}
