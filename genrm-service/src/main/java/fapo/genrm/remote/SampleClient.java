package fapo.genrm.remote;

import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.Verdict;
import fapo.genrm.critique.VerdictParser;
import fapo.genrm.remote.ChatExchange.Completion;
import fapo.genrm.remote.OpenAiCritic.Asking;
import fapo.genrm.remote.OpenAiCritic.Sample;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Asks for one sample and reads its verdict; at most so many at a time, in the order they came.
final class SampleClient {
  private final OpenAiSettings settings;
  private final HttpClient client;
  private final LongSupplier nanoClock;
  private final Semaphore inFlight;

  SampleClient(OpenAiSettings settings, HttpClient client, LongSupplier nanoClock) {
    this.settings = settings;
    this.client = client;
    this.nanoClock = nanoClock;
    this.inFlight = new Semaphore(settings.maxInFlight(), true);
  }

  Sample ask(Asking asking, long seed, Consumer<String> text) throws InterruptedException {
    inFlight.acquire();
    try {
      Patience patience =
          new Patience(
              nanoClock,
              settings.timeouts().exchange(),
              asking.task().sampling().tokenProgressTimeout());
      Completion completion = new ChatExchange(client, patience, text).run(request(asking, seed));
      return new Sample(
          verdict(asking.task(), completion),
          completion.text(),
          seed,
          completion.promptTokens(),
          completion.completionTokens());
    } catch (ExchangeFailure failure) {
      return new Sample(failure.verdict(), "", seed, 0, 0);
    } finally {
      inFlight.release();
    }
  }

  /// A request to one resource of the API.
  static HttpRequest.Builder to(OpenAiSettings settings, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.resource(path))
            .header("Accept", "text/event-stream, application/json");
    return settings.apiKey().isEmpty()
        ? request
        : request.header("Authorization", "Bearer " + settings.apiKey());
  }

  private HttpRequest request(Asking asking, long seed) {
    String body =
        ChatWire.request(
            new ChatWire.Ask(
                asking.model(),
                asking.prompt(),
                asking.task().sampling().maxNewTokens(),
                asking.temperature(),
                asking.topP(),
                seed));
    return to(settings, OpenAiSettings.CHAT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /// A critique cut at its token limit has not come to its index: where the index is a place,
  /// what it boxed on the way is not a verdict. The recipe reads it all the same.
  private static Verdict verdict(CritiqueTask task, Completion completion) {
    if (completion.cut() && task.template().hasSteps()) {
      return VerdictParser.unreadable(completion.text());
    }
    return VerdictParser.parse(completion.text(), task.template(), task.judged().stepCount());
  }
}
