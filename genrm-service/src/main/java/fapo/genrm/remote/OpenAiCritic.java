package fapo.genrm.remote;

import fapo.genrm.critique.Critic;
import fapo.genrm.critique.CriticProfile;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.Critique.Vote;
import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.MajorityVote;
import fapo.genrm.critique.Verdict;
import fapo.genrm.critique.Verdict.Cause;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Judges by the majority of k samples of a model behind the OpenAI chat completions API.
///
/// Sample i is asked with seed + i; a sample that cannot be read is asked again, with a seed none
/// of the others has.
public final class OpenAiCritic implements Critic, AutoCloseable {
  /// The name requests know it by.
  public static final String NAME = "openai";

  private static final long SEEDS = (1L << 62) - 1;

  private final OpenAiSettings settings;
  private final HttpClient client;
  private final ModelCatalog catalog;
  private final SampleClient samples;
  private final RandomGenerator random;

  public OpenAiCritic(OpenAiSettings settings, LongSupplier nanoClock, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeouts().connect())
            .build();
    this.catalog = new ModelCatalog(client, SampleClient.to(settings, "/models"), settings.model());
    this.samples = new SampleClient(settings, client, nanoClock);
  }

  @Override
  public CriticProfile profile() {
    return new CriticProfile(NAME, catalog.known(), "openai-chat-v1", settings.fitness(), true);
  }

  @Override
  public Readiness readiness() {
    return catalog.readiness();
  }

  @Override
  public Critique critique(CritiqueTask task, Consumer<String> text) {
    try {
      return critique(task, catalog.model(), text);
    } catch (ExchangeFailure failure) {
      return Critique.of(failure.verdict());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Critique.of(new Verdict.Unavailable(Cause.CANCELLED, "the work was cancelled"));
    }
  }

  /// Ends every exchange and waits briefly for their connections to close.
  @Override
  public void close() {
    client.shutdownNow();
    try {
      client.awaitTermination(Duration.ofSeconds(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Critique critique(CritiqueTask task, String model, Consumer<String> text)
      throws InterruptedException {
    Asking asking =
        new Asking(
            task,
            model,
            task.template().render(task.problem(), task.reference(), task.judged()),
            task.sampling().temperature().orElse(settings.temperature()),
            task.sampling().topP().orElse(settings.topP()),
            task.sampling().seed().orElseGet(() -> random.nextInt(Integer.MAX_VALUE)));
    int count = task.sampling().samples();
    List<Callable<Sample>> calls = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = i;
      Consumer<String> listener = i == 0 ? text : _ -> {};
      calls.add(() -> sample(asking, index, listener));
    }
    return decide(asking, all(calls));
  }

  private Sample sample(Asking asking, int index, Consumer<String> text)
      throws InterruptedException {
    int count = asking.task().sampling().samples();
    int promptTokens = 0;
    int completionTokens = 0;
    for (int attempt = 0; ; attempt++) {
      long seed = (asking.seed() + index + (long) attempt * count) & SEEDS;
      Sample sample = samples.ask(asking, seed, text);
      promptTokens += sample.promptTokens();
      completionTokens += sample.completionTokens();
      boolean readable = !(sample.verdict() instanceof Verdict.Unreadable);
      if (readable || attempt >= asking.task().sampling().unreadableRetries()) {
        return new Sample(sample.verdict(), sample.text(), seed, promptTokens, completionTokens);
      }
    }
  }

  private static List<Sample> all(List<Callable<Sample>> calls) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Sample> done = new ArrayList<>(calls.size());
      for (Future<Sample> call : threads.invokeAll(calls)) {
        done.add(call.get());
      }
      return done;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Critique decide(Asking asking, List<Sample> samples) {
    MajorityVote.Result result =
        MajorityVote.decide(samples.stream().map(Sample::verdict).toList());
    List<Vote> votes =
        samples.stream().map(s -> new Vote(s.verdict(), s.seed(), s.completionTokens())).toList();
    Critique.Usage usage =
        new Critique.Usage(
            asking.model(),
            asking.temperature(),
            asking.topP(),
            samples.stream().mapToInt(Sample::promptTokens).sum(),
            samples.stream().mapToInt(Sample::completionTokens).sum());
    String text =
        samples.stream()
            .filter(sample -> sample.verdict().equals(result.verdict()))
            .findFirst()
            .orElseGet(samples::getFirst)
            .text();
    return new Critique(
        result.verdict(),
        text,
        new Critique.Samples(votes, result.agreeing(), Optional.empty(), usage));
  }

  /// What all samples of one task share.
  record Asking(
      CritiqueTask task, String model, String prompt, double temperature, double topP, long seed) {}

  /// One sample and what it cost.
  record Sample(Verdict verdict, String text, long seed, int promptTokens, int completionTokens) {}
}
