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
import fapo.genrm.generation.SupervisedEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges by the majority of k samples of a model that runs here.
///
/// All samples of a critique share the keys and values of its prompt. Sample i is drawn with seed +
/// i; one that cannot be read is drawn again, with a seed none of the others has.
public final class OnnxCritic implements Critic, AutoCloseable {
  /// The name requests know it by.
  public static final String NAME = "onnx";

  private static final Logger log = LoggerFactory.getLogger(OnnxCritic.class);
  private static final long SEEDS = (1L << 62) - 1;

  private final LocalSettings settings;
  private final LocalModel model;
  private final CriticProfile profile;
  private final RandomGenerator random;

  /// Loads the model.
  ///
  /// @param lost is told why, once no engine runs any more and only a new process can help
  /// @throws fapo.genrm.checkpoint.CheckpointException where the directory holds no model that runs
  public OnnxCritic(LocalSettings settings, RandomGenerator random, Consumer<String> lost) {
    this(
        settings,
        random,
        new LocalModel.Oversight(
            SupervisedEngine.Restarts.DEFAULT,
            health -> report(health, lost),
            UnaryOperator.identity()));
  }

  OnnxCritic(LocalSettings settings, RandomGenerator random, LocalModel.Oversight oversight) {
    this.settings = settings;
    this.random = random;
    this.model = LocalModel.open(settings, oversight);
    this.profile =
        new CriticProfile(
            NAME,
            model.id(),
            model.weightsHash(),
            "fapo-onnx-v1/onnxruntime-%s-cpu".formatted(model.runtimeVersion()),
            settings.fitness(),
            true);
  }

  @Override
  public CriticProfile profile() {
    return profile;
  }

  @Override
  public Readiness readiness() {
    return switch (model.health()) {
      case SupervisedEngine.Health.Running _ -> new Readiness.Ready();
      case SupervisedEngine.Health.Stopping _ ->
          new Readiness.NotReady("the engine is shutting down");
      case SupervisedEngine.Health.Replacing(String why) ->
          new Readiness.NotReady("the engine is being replaced: " + why);
      case SupervisedEngine.Health.Lost(String why) ->
          new Readiness.NotReady("the engine is lost: " + why);
    };
  }

  private static void report(SupervisedEngine.Health health, Consumer<String> lost) {
    switch (health) {
      case SupervisedEngine.Health.Running _ -> log.info("the engine was replaced and runs");
      case SupervisedEngine.Health.Replacing(String why) ->
          log.warn("the engine is being replaced: {}", why);
      case SupervisedEngine.Health.Lost(String why) -> {
        log.error("the engine is lost: {}", why);
        lost.accept(why);
      }
      case SupervisedEngine.Health.Stopping _ -> {}
    }
  }

  /// Engines that took the place of one that broke.
  public int replacements() {
    return model.replacements();
  }

  /// How the engine stands, for metrics.
  public Figures figures() {
    return model.figures();
  }

  @Override
  public Critique critique(CritiqueTask task, Consumer<String> text) {
    if (readiness() instanceof Readiness.NotReady(String why)) {
      boolean stopping = model.health() instanceof SupervisedEngine.Health.Stopping;
      Cause cause = stopping ? Cause.UNREACHABLE : Cause.MODEL_FAULT;
      return Critique.of(new Verdict.Unavailable(cause, why));
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
        result.verdict(),
        text,
        new Critique.Samples(votes, result.agreeing(), Sample.odds(samples), usage));
  }
}
