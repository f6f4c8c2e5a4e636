package fapo.genrm.remote;

import fapo.genrm.critique.Critic.Readiness;
import fapo.genrm.critique.Verdict.Cause;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// Decides which model of the server is asked.
final class ModelCatalog {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client;
  private final HttpRequest request;
  private final String configured;
  private volatile String found;

  ModelCatalog(HttpClient client, HttpRequest.Builder request, String configured) {
    this.client = client;
    this.request = request.timeout(PATIENCE).GET().build();
    this.configured = configured;
    this.found = configured;
  }

  /// The model's id as far as it is known; empty before the first question where none is
  /// configured.
  String known() {
    return found;
  }

  /// The configured model, or the first that the server lists, asked for once.
  String model() throws ExchangeFailure, InterruptedException {
    if (found.isEmpty()) {
      List<String> served = served();
      if (served.isEmpty()) {
        throw ExchangeFailure.fault("model: none listed by the server (expected: one)");
      }
      found = served.getFirst();
    }
    return found;
  }

  Readiness readiness() {
    try {
      List<String> served = served();
      if (served.isEmpty() || (!configured.isEmpty() && !served.contains(configured))) {
        return new Readiness.NotReady(
            "model: " + configured + " (expected: one of " + served + ")");
      }
      return new Readiness.Ready();
    } catch (ExchangeFailure e) {
      return new Readiness.NotReady(String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Readiness.NotReady("interrupted");
    }
  }

  private List<String> served() throws ExchangeFailure, InterruptedException {
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        String message = ChatWire.message(response.body());
        throw new ExchangeFailure(Refusals.verdict(response.statusCode(), message));
      }
      return ChatWire.models(response.body());
    } catch (IOException e) {
      throw ExchangeFailure.of(Cause.UNREACHABLE, String.valueOf(e.getMessage()));
    }
  }
}
