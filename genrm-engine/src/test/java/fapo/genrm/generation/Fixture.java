package fapo.genrm.generation;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.engine.SchedulerLimits;
import fapo.genrm.engine.StepResult;
import fapo.genrm.generation.GenerationRequest.Place;
import fapo.genrm.generation.Outcome.Generated;
import fapo.genrm.sampling.Drawn;
import fapo.genrm.sampling.Sampler;
import fapo.genrm.sampling.SamplingParameters;
import fapo.genrm.tokenizer.TestTokenizer;
import fapo.genrm.tokenizer.Tokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The engine under test, and what it is asked.
final class Fixture {
  static final Tokenizer TOKENIZER = TestTokenizer.read();

  private Fixture() {}

  static EngineSettings settings(CacheModel model, int stepTokens, int running) {
    SchedulerLimits limits =
        new SchedulerLimits(
            512,
            model.cache().blocks(),
            model.cache().blockSize(),
            stepTokens,
            running,
            20_000,
            24,
            Duration.ofMinutes(1));
    return new EngineSettings(limits, Set.of(CacheModel.END), Duration.ofMillis(5));
  }

  static GenerationEngine engine(CacheModel model, int stepTokens, int running) {
    return new GenerationEngine(
        model, TOKENIZER.table(), settings(model, stepTokens, running), System::nanoTime);
  }

  static SamplingParameters warm(long seed) {
    return new SamplingParameters(0.9, 6, 0.95, 0.01, seed);
  }

  static GenerationRequest request(int[] prompt, int most, long seed) {
    return new GenerationRequest(prompt, most, warm(seed), StopRules.NONE, Place.ANY);
  }

  static int[] prompt(Random random, int length) {
    return random.ints(length, 0, CacheModel.PLAIN).toArray();
  }

  static Outcome outcome(Generation generation) {
    return generation.outcome().orTimeout(50, TimeUnit.SECONDS).join();
  }

  static List<Integer> tokens(Generation generation) {
    Outcome outcome = outcome(generation);
    assertThat(outcome).isInstanceOf(Generated.class);
    return ((Generated) outcome).tokens();
  }

  /// What the request must give: the model asked directly, token by token, without a cache.
  static List<Integer> expected(CacheModel model, GenerationRequest request) {
    Sampler sampler = new Sampler();
    int[] tokens = request.prompt();
    List<Integer> said = new ArrayList<>();
    while (said.size() < request.maxNewTokens()) {
      StepResult row = model.row(tokens);
      Drawn drawn =
          sampler
              .sample(row, List.of(new Sampler.Draw(request.sampling(), said.size())))
              .getFirst();
      int id = ((Drawn.Token) drawn).id();
      said.add(id);
      if (id == CacheModel.END) {
        break;
      }
      tokens = Arrays.copyOf(tokens, tokens.length + 1);
      tokens[tokens.length - 1] = id;
    }
    return said;
  }

  /// Requests of all lengths, some with a common beginning.
  static List<GenerationRequest> crowd(int count, int mostPrompt, int mostNew) {
    Random random = new Random(count);
    int[] common = prompt(random, mostPrompt / 2);
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] prompt = prompt(random, 1 + random.nextInt(mostPrompt));
      if (i % 3 == 0) {
        System.arraycopy(common, 0, prompt, 0, Math.min(common.length, prompt.length));
      }
      requests.add(request(prompt, 1 + random.nextInt(mostNew), i));
    }
    return requests;
  }
}
