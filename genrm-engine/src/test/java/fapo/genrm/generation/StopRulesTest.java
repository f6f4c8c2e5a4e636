package fapo.genrm.generation;

import static fapo.genrm.generation.Fixture.TOKENIZER;
import static fapo.genrm.generation.Fixture.engine;
import static fapo.genrm.generation.Fixture.outcome;
import static fapo.genrm.generation.Fixture.request;
import static fapo.genrm.generation.Fixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.engine.SchedulerLimits;
import fapo.genrm.generation.GenerationRequest.Place;
import fapo.genrm.generation.Outcome.Finish;
import fapo.genrm.generation.Outcome.Generated;
import fapo.genrm.sampling.LoopGuard;
import fapo.genrm.sampling.SamplingParameters;
import fapo.genrm.sampling.VerdictRule;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopRulesTest {
  private static Generated scripted(StopRules stops, String text) {
    ScriptedModel model = new ScriptedModel(TOKENIZER.encode(text));
    SchedulerLimits limits =
        new SchedulerLimits(1024, 64, 16, 64, 4, 10, 100, Duration.ofMinutes(1));
    EngineSettings settings =
        new EngineSettings(limits, Set.of(CacheModel.END), Duration.ofSeconds(1));
    try (GenerationEngine engine =
        new GenerationEngine(model, TOKENIZER.table(), settings, System::nanoTime)) {
      GenerationRequest request =
          new GenerationRequest(new int[] {0}, 900, SamplingParameters.GREEDY, stops, Place.ANY);
      return (Generated) outcome(engine.submit(request));
    }
  }

  @Test
  void endsWhereTheModelEnds() {
    Generated generated = scripted(StopRules.NONE, "数学 🙂 done");
    assertThat(generated.text()).isEqualTo("数学 🙂 done");
    assertThat(generated.finish()).isEqualTo(Finish.END_OF_SEQUENCE);
    assertThat(generated.tokens().getLast()).isEqualTo(CacheModel.END);
  }

  @Test
  void endsBeforeAStopString() {
    StopRules stops = new StopRules(List.of("\n\nuser"), Optional.empty(), Optional.empty());
    Generated generated = scripted(stops, "an answer\n\nuser\nanother");
    assertThat(generated.text()).isEqualTo("an answer");
    assertThat(generated.finish()).isEqualTo(Finish.STOP_STRING);
  }

  @Test
  void endsWithTheVerdict() {
    VerdictRule rule =
        new VerdictRule(VerdictRule.When.AT_LINE_END, 5, Set.of(BigInteger.valueOf(4)), false);
    StopRules stops = new StopRules(List.of(), Optional.of(rule), Optional.empty());
    Generated generated =
        scripted(
            stops, "It says \\boxed{4}\nwhich is wrong in paragraph 3.\n\\boxed{3}\nand so on");
    assertThat(generated.finish()).isEqualTo(Finish.VERDICT);
    assertThat(generated.text()).endsWith("\\boxed{3}\n");
    assertThat(generated.verdict().orElseThrow().index()).isEqualTo(BigInteger.valueOf(3));
    assertThat(generated.verdict().orElseThrow().probability()).isBetween(0.2, 0.76);
    assertThat(generated.verdict().orElseThrow().flawProbability()).isEqualTo(1);
  }

  @Test
  void endsARunaway() {
    StopRules stops =
        new StopRules(List.of(), Optional.empty(), Optional.of(new LoopGuard(32, 4, 24)));
    Generated generated = scripted(stops, "wait, " + "let me check that. ".repeat(40));
    assertThat(generated.finish()).isEqualTo(Finish.LOOP);
    assertThat(generated.text().length()).isLessThan(200);
  }

  @Test
  void endsAtTheLastTokenAllowed() {
    CacheModel model = new CacheModel(100, 4, 0);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      Generated generated = (Generated) outcome(engine.submit(request(new int[] {1}, 7, 1)));
      assertThat(generated.finish()).isEqualTo(Finish.LENGTH);
      assertThat(generated.tokens()).hasSize(7);
      assertThat(generated.text())
          .isEqualTo(
              TOKENIZER.decode(generated.tokens().stream().mapToInt(Integer::intValue).toArray()));
      assertThat(generated.cost().total()).isGreaterThanOrEqualTo(generated.cost().first());
      assertThat(generated.cost().first()).isGreaterThanOrEqualTo(generated.cost().queued());
    }
  }
}
