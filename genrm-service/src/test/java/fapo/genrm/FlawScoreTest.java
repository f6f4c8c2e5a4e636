package fapo.genrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.genrm.critique.Critic;
import fapo.genrm.critique.CriticProfile;
import fapo.genrm.critique.CriticProfile.Fitness;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.Critique.Odds;
import fapo.genrm.critique.Critique.Vote;
import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.Verdict.Sound;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class FlawScoreTest {
  /// A critic whose samples all say the same, with odds or without.
  private record Sampler(int samples, Optional<Odds> odds) implements Critic {
    @Override
    public CriticProfile profile() {
      return new CriticProfile("sampler", "m", "c0ffee", "e", Fitness.DEMO, true);
    }

    @Override
    public Readiness readiness() {
      return new Readiness.Ready();
    }

    @Override
    public Critique critique(CritiqueTask task, Consumer<String> text) {
      List<Vote> votes = Collections.nCopies(samples, new Vote(new Sound(), 1, 2));
      Critique.Usage usage = new Critique.Usage("m", 0.6, 0.95, 3, 2);
      return new Critique(new Sound(), "", new Critique.Samples(votes, 1, odds, usage));
    }
  }

  @Test
  void isCarriedBesideTheOutcomeWithTheModelsConfidenceInOneSample() {
    Verdict verdict = verdict(new Sampler(1, Optional.of(new Odds(0.7, 0.3))));

    assertThat(verdict.hasSound()).isTrue();
    assertThat(verdict.getFlawScore()).isEqualTo(0.3);
    assertThat(verdict.getConfidence()).isEqualTo(0.7);
    assertThat(verdict.getProvenance().getWeightsHash()).isEqualTo("c0ffee");
  }

  @Test
  void leavesTheConfidenceOfSeveralSamplesToTheirVote() {
    Verdict verdict = verdict(new Sampler(3, Optional.of(new Odds(0.7, 0.3))));

    assertThat(verdict.getFlawScore()).isEqualTo(0.3);
    assertThat(verdict.getConfidence()).isEqualTo(1);
  }

  @Test
  void isAbsentWhereTheCriticDoesNotKnowIt() {
    assertThat(verdict(new Sampler(1, Optional.empty())).hasFlawScore()).isFalse();
  }

  @Test
  void isTheMeanOfTheSamples() {
    assertThat(Odds.mean(List.of(new Odds(1, 0.25), new Odds(0.5, 0.75))))
        .contains(new Odds(0.75, 0.5));
    assertThat(Odds.mean(List.of())).isEmpty();
  }

  @Test
  void isAProbability() {
    assertThatThrownBy(() -> new Odds(0.5, Double.NaN)).hasMessage("flaw: NaN (expected: 0 to 1)");
  }

  private static Verdict verdict(Critic critic) {
    try (RunningService service = new RunningService(List.of(critic), RunningService.LIMITS)) {
      return service
          .blocking()
          .critique(
              RunningService.request("2 + 2 = 4")
                  .setOptions(CritiqueOptions.newBuilder().setCritic("sampler"))
                  .build())
          .getVerdict();
    }
  }
}
