package fapo.genrm.measure;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.HuggingFaceCheckpoint;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.engine.SchedulerLimits;
import fapo.genrm.generation.EngineSettings;
import fapo.genrm.generation.Generation;
import fapo.genrm.generation.GenerationEngine;
import fapo.genrm.generation.GenerationRequest;
import fapo.genrm.generation.Outcome;
import fapo.genrm.generation.StopRules;
import fapo.genrm.onnx.CpuSettings;
import fapo.genrm.onnx.OnnxForwardPass;
import fapo.genrm.onnx.graph.Quantization;
import fapo.genrm.oracle.RandomCheckpoint;
import fapo.genrm.sampling.LoopGuard;
import fapo.genrm.sampling.SamplingParameters;
import fapo.genrm.sampling.VerdictRule;
import fapo.genrm.tokenizer.TokenTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/// What the engine costs beside the model, and what shared prefixes save, on a random model of 100
/// million parameters, from the submission of a request to its outcome.
///
/// ```
/// FOLDER [fp32|int4] [ROUNDS]
/// ```
final class EngineCost {
  private static final int BLOCK = 64;
  private static final int CACHE_TOKENS = 32_768;
  private static final int PREFIX = 1000;
  private static final int OWN = 48;
  private static final int GROUP = 8;
  private static final int BYTES = 256;

  private final TimedPass pass;
  private final GenerationEngine engine;
  private final int rounds;
  private int seed;

  private EngineCost(TimedPass pass, GenerationEngine engine, int rounds) {
    this.pass = pass;
    this.engine = engine;
    this.rounds = rounds;
  }

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    if (!folder.resolve("config.json").toFile().exists()) {
      var _ = RandomCheckpoint.hundredMillion(ElementType.F32).write(folder);
    }
    String precision = arguments.length > 1 ? arguments[1] : "fp32";
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    Optional<Quantization> quantization =
        precision.equals("int4") ? Optional.of(new Quantization(4, true)) : Optional.empty();
    System.out.println(Machine.describe());
    System.out.printf("%s, median of %d rounds%n", precision, rounds);
    CacheShape cache = new CacheShape(CACHE_TOKENS / BLOCK, BLOCK);
    CpuSettings settings = new CpuSettings(cache, 64, Machine.cores(), false, quantization);
    try (HuggingFaceCheckpoint checkpoint = HuggingFaceCheckpoint.open(folder);
        OnnxForwardPass model = OnnxForwardPass.open(checkpoint, settings)) {
      TimedPass timed = new TimedPass(model);
      TokenTable table = TokenTable.read(folder.resolve("tokenizer.json"));
      try (GenerationEngine engine =
          new GenerationEngine(timed, table, limits(cache), System::nanoTime)) {
        EngineCost cost = new EngineCost(timed, engine, rounds);
        cost.overhead();
        cost.prefix();
      }
    }
  }

  private static EngineSettings limits(CacheShape cache) {
    SchedulerLimits limits =
        new SchedulerLimits(4096, cache.blocks(), BLOCK, 512, 16, 64, 64, Duration.ofMinutes(10));
    return new EngineSettings(limits, Set.of(), Duration.ofMillis(100));
  }

  private void overhead() {
    for (int batch : new int[] {1, 4, 16}) {
      Medians shares = new Medians();
      Medians steps = new Medians();
      for (int round = -2; round < rounds; round++) {
        pass.reset();
        var _ = seconds(IntStream.range(0, batch).mapToObj(_ -> request(tokens(256), 64)).toList());
        if (round >= 0) {
          shares.add(pass.overhead());
          steps.add(pass.secondsRunning() / pass.steps());
        }
      }
      System.out.printf(
          "B=%d, 256 + 64 tokens: %.2f ms a step in the model, %.2f %% more between steps%n",
          batch, steps.median() * 1e3, shares.median() * 100);
    }
  }

  private void prefix() {
    Medians one = new Medians();
    Medians own = new Medians();
    Medians eight = new Medians();
    Medians votes = new Medians();
    Medians unshared = new Medians();
    for (int round = -1; round < rounds; round++) {
      int[] prefix = tokens(PREFIX);
      DoubleSupplier alone = () -> seconds(List.of(continued(prefix)));
      double first = alone.getAsDouble();
      double rest = seconds(group(GROUP - 1, prefix));
      double all = seconds(group(GROUP, tokens(PREFIX)));
      GenerationRequest asked = continued(tokens(PREFIX));
      double many = seconds(IntStream.range(0, GROUP).mapToObj(_ -> asked).toList());
      double apart =
          seconds(IntStream.range(0, GROUP).mapToObj(_ -> continued(tokens(PREFIX))).toList());
      if (round >= 0) {
        one.add(first);
        own.add(rest);
        eight.add(all);
        votes.add(many);
        unshared.add(apart);
      }
    }
    System.out.printf(
        "prefix of %d tokens, %d own, one new: one %.1f ms; the own tokens of %d more, prefix"
            + " known, %.1f ms%n",
        PREFIX, OWN, one.median() * 1e3, GROUP - 1, own.median() * 1e3);
    System.out.printf(
        "%d at once, prefix shared, %.1f ms: less the own tokens of %d, %.2f times one%n",
        GROUP, eight.median() * 1e3, GROUP - 1, (eight.median() - own.median()) / one.median());
    System.out.printf(
        "%d votes on one prompt %.1f ms: %.2f times one; %d prompts that share nothing %.1f ms:"
            + " %.2f times one%n",
        GROUP,
        votes.median() * 1e3,
        votes.median() / one.median(),
        GROUP,
        unshared.median() * 1e3,
        unshared.median() / one.median());
  }

  private List<GenerationRequest> group(int count, int[] prefix) {
    return IntStream.range(0, count).mapToObj(_ -> continued(prefix)).toList();
  }

  /// A prefix and own tokens, of which none is like another's.
  private GenerationRequest continued(int[] prefix) {
    return request(IntStream.concat(IntStream.of(prefix), IntStream.of(tokens(OWN))).toArray(), 1);
  }

  private GenerationRequest request(int[] prompt, int most) {
    return new GenerationRequest(
        prompt,
        most,
        new SamplingParameters(1, 0, 0.95, 0, seed),
        new StopRules(
            List.of("</never>"),
            Optional.of(new VerdictRule(VerdictRule.When.AT_BRACE, 10, Set.of(), false)),
            Optional.of(LoopGuard.DEFAULT)),
        GenerationRequest.Place.ANY);
  }

  private int[] tokens(int count) {
    return new SplittableRandom(++seed).ints(count, 0, BYTES).toArray();
  }

  /// From the first submission to the last outcome.
  private double seconds(List<GenerationRequest> requests) {
    long start = System.nanoTime();
    for (Generation generation : requests.stream().map(engine::submit).toList()) {
      Outcome outcome = generation.outcome().join();
      if (!(outcome instanceof Outcome.Generated)) {
        throw new IllegalStateException("outcome: " + outcome + " (expected: generated)");
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
