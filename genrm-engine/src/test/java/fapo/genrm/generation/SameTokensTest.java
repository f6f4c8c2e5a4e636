package fapo.genrm.generation;

import static fapo.genrm.generation.Fixture.crowd;
import static fapo.genrm.generation.Fixture.engine;
import static fapo.genrm.generation.Fixture.expected;
import static fapo.genrm.generation.Fixture.outcome;
import static fapo.genrm.generation.Fixture.prompt;
import static fapo.genrm.generation.Fixture.request;
import static fapo.genrm.generation.Fixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.generation.Outcome.Generated;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The same request gives the same tokens, whatever happens around it.
@Timeout(60)
class SameTokensTest {
  private static void assertSame(CacheModel model, int stepTokens, int running, int count) {
    List<GenerationRequest> requests = crowd(count, 60, 60);
    try (GenerationEngine engine = engine(model, stepTokens, running)) {
      List<Generation> generations = requests.stream().map(engine::submit).toList();
      for (int i = 0; i < count; i++) {
        assertThat(tokens(generations.get(i))).isEqualTo(expected(model, requests.get(i)));
      }
    }
  }

  @Test
  void generatesTheSameAlone() {
    CacheModel model = new CacheModel(40, 4, 40);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      for (GenerationRequest request : crowd(20, 60, 60)) {
        assertThat(tokens(engine.submit(request))).isEqualTo(expected(model, request));
      }
    }
    assertThat(model.widestStep).isEqualTo(1);
  }

  @Test
  void generatesTheSameInRaggedBatches() {
    CacheModel model = new CacheModel(2000, 4, 40);
    assertSame(model, 512, 32, 80);
    assertThat(model.widestStep).isGreaterThan(16);
  }

  @Test
  void generatesTheSameInChunks() {
    assertSame(new CacheModel(2000, 4, 40), 9, 8, 30);
  }

  @Test
  void generatesTheSameWherePreempted() {
    CacheModel model = new CacheModel(34, 4, 0);
    List<GenerationRequest> requests = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 24; i++) {
      requests.add(request(prompt(random, 3 + random.nextInt(20)), 100, i));
    }
    int preempted = 0;
    try (GenerationEngine engine = engine(model, 64, 8)) {
      List<Generation> generations = requests.stream().map(engine::submit).toList();
      for (int i = 0; i < requests.size(); i++) {
        assertThat(tokens(generations.get(i))).isEqualTo(expected(model, requests.get(i)));
        preempted += ((Generated) outcome(generations.get(i))).cost().preemptions();
      }
    }
    assertThat(preempted).isPositive();
  }

  @Test
  void generatesTheSameAfterAPrefixHit() {
    CacheModel model = new CacheModel(200, 4, 0);
    int[] prompt = prompt(new Random(4), 50);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      for (int seed = 0; seed < 6; seed++) {
        GenerationRequest request = request(prompt, 20, seed);
        Generation generation = engine.submit(request);
        assertThat(tokens(generation)).isEqualTo(expected(model, request));
        int cached = ((Generated) outcome(generation)).cost().cachedTokens();
        assertThat(cached).isEqualTo(seed == 0 ? 0 : 48);
      }
    }
  }
}
