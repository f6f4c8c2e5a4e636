package fapo.genrm.local;

import fapo.genrm.critique.Critic;
import fapo.genrm.critique.CriticProfile;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.Critique.Vote;
import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.MajorityVote;
import fapo.genrm.critique.Verdict;
import fapo.genrm.critique.Verdict.Cause;
import fapo.genrm.generation.Figures;
import fapo.genrm.generation.Generation;
import fapo.genrm.generation.GenerationEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Judges by the majority of k samples of a model that runs here.
///
/// All samples of a critique share the keys and values of its prompt. Sample i is drawn with seed +
/// i; one that cannot be read is drawn again, with a seed none of the others has.
public final class OnnxCritic implements Critic, AutoCloseable {
  /// The name requests know it by.
  public static final String NAME = "onnx";

  private static final long SEEDS = (1L << 62) - 1;

  private final LocalSettings settings;
  private final LocalModel model;
  private final CriticProfile profile;
  private final RandomGenerator random;

  /// Loads the model.
  ///
  /// @throws fapo.genrm.checkpoint.CheckpointException where the directory holds no model that runs
  public OnnxCritic(LocalSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
    this.model = LocalModel.open(settings);
    this.profile =
        new CriticProfile(
            NAME, model.id(), "fapo-onnx-v1/onnxruntime-cpu", settings.fitness(), true);
  }

  @Override
  public CriticProfile profile() {
    return profile;
  }

  @Override
  public Readiness readiness() {
    return switch (model.state()) {
      case GenerationEngine.State.Running _ -> new Readiness.Ready();
      case GenerationEngine.State.Draining _, GenerationEngine.State.Closed _ ->
          new Readiness.NotReady("the engine is shutting down");
      case GenerationEngine.State.Broken(String why) -> new Readiness.NotReady(why);
    };
  }

  /// How the engine stands, for metrics.
  public Figures figures() {
    return model.figures();
  }

  @Override
  public Critique critique(CritiqueTask task, Consumer<String> text) {
    if (readiness() instanceof Readiness.NotReady(String why)) {
      return Critique.of(new Verdict.Unavailable(Cause.UNREACHABLE, why));
    }
    Asking asking = Asking.of(task, model, settings, firstSeed(task));
    int room = model.contextLength() - asking.prompt().length;
    if (room < 1) {
      return Critique.of(
          new Verdict.OutOfScope(
              Verdict.Reason.TOO_LONG,
              "prompt: %d tokens (expected: < %d)"
                  .formatted(asking.prompt().length, model.contextLength())));
    }
    List<Draw> draws = new ArrayList<>();
    try {
      return decide(asking, drawn(asking, draws, text));
    } catch (InterruptedException _) {
      draws.forEach(Draw::cancel);
      Thread.currentThread().interrupt();
      return Critique.of(new Verdict.Unavailable(Cause.CANCELLED, "the work was cancelled"));
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private long firstSeed(CritiqueTask task) {
    return task.sampling().seed().orElseGet(() -> random.nextInt(Integer.MAX_VALUE));
  }

  // All first draws are under way before the first is waited for.
  private List<Sample> drawn(Asking asking, List<Draw> draws, Consumer<String> text)
      throws InterruptedException {
    int count = asking.task().sampling().samples();
    for (int i = 0; i < count; i++) {
      draws.add(draw(asking, i, 0));
    }
    List<Sample> samples = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Sample sample = draws.get(i).await(asking, i == 0 ? text : _ -> {});
      int retries = asking.task().sampling().unreadableRetries();
      for (int attempt = 1; sample.unreadable() && attempt <= retries; attempt++) {
        Draw again = draw(asking, i, attempt);
        draws.add(again);
        sample = again.await(asking, i == 0 ? text : _ -> {}).after(sample);
      }
      samples.add(sample);
    }
    return samples;
  }

  private Draw draw(Asking asking, int index, int attempt) {
    int count = asking.task().sampling().samples();
    long seed = (asking.seed() + index + (long) attempt * count) & SEEDS;
    Generation generation = model.submit(asking.request(seed, model.contextLength()));
    return new Draw(generation, seed);
  }

  private Critique decide(Asking asking, List<Sample> samples) {
    MajorityVote.Result result =
        MajorityVote.decide(samples.stream().map(Sample::verdict).toList());
    List<Vote> votes =
        samples.stream().map(s -> new Vote(s.verdict(), s.seed(), s.completionTokens())).toList();
    Critique.Usage usage =
        new Critique.Usage(
            model.id(),
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
        result.verdict(), text, new Critique.Samples(votes, result.agreeing(), usage));
  }
}
