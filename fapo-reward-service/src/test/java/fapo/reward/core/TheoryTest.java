package fapo.reward.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fapo.reward.core.ScoringPolicy.Preset;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The theory of the paper's appendix A: α right and sound, β wrong, γ flawed, as shares;
/// ρ = α / β.
final class TheoryTest {
  private static final long SEED = 2510;

  private record Mix(int sound, int wrong, int flawed, double penalty) {
    int size() {
      return sound + wrong + flawed;
    }

    double beta() {
      return (double) wrong / size();
    }

    double gamma() {
      return (double) flawed / size();
    }

    /// Infinite where nothing is wrong.
    double rho() {
      return (double) sound / wrong;
    }

    ScoredGroup fapo() {
      return GroupScoring.score(
          Rollouts.group(sound, wrong, flawed),
          Split.TRAIN,
          Presets.policy(Preset.FAPO).withFlawPenalty(penalty));
    }

    ScoredGroup grpo() {
      return GroupScoring.score(
          Rollouts.group(sound, wrong, flawed), Split.TRAIN, Presets.policy(Preset.RLVR));
    }

    double flawedAdvantage() {
      return fapo().advantage().of(size() - 1);
    }
  }

  /// `μ_FAPO = μ_GRPO − λγ`, with `μ_GRPO = 1 − 2β`.
  @Test
  void meanIsLoweredByThePenaltyTimesTheFlawedShare() {
    forEachMix(
        mix -> {
          assertThat(mean(mix.grpo())).as("%s", mix).isCloseTo(1 - 2 * mix.beta(), within(1e-12));
          assertThat(mean(mix.fapo()))
              .as("%s", mix)
              .isCloseTo(1 - 2 * mix.beta() - mix.penalty() * mix.gamma(), within(1e-12));
        });
  }

  /// `σ²_FAPO = σ²_GRPO + λγ(1 − γ)(λ − 4/(ρ + 1))`.
  @Test
  void varianceFollowsTheIdentity() {
    forEachMix(
        mix -> {
          double lambda = mix.penalty();
          double expected =
              variance(mix.grpo())
                  + lambda * mix.gamma() * (1 - mix.gamma()) * (lambda - 4 / (mix.rho() + 1));
          assertThat(variance(mix.fapo())).as("%s", mix).isCloseTo(expected, within(1e-12));
        });
  }

  /// `Â_flawed < 0 ⇔ ρ > 2/λ − 1`.
  @Test
  void flawedMemberTurnsNegativeBeyondTheShift() {
    forEachMix(
        mix -> {
          double beyond = mix.rho() - (2 / mix.penalty() - 1);
          if (Math.abs(beyond) > 1e-9) {
            assertThat(Math.signum(mix.flawedAdvantage()))
                .as("%s", mix)
                .isEqualTo(beyond > 0 ? -1 : 1);
          }
        });
  }

  /// λ = 1: at α = β, whatever γ is. λ = 1/2: at α = 3β. λ = 4/3: at β = 2α.
  @Test
  void flawedMemberIsWorthNothingExactlyAtTheShift() {
    for (int each = 1; each <= 6; each++) {
      for (int flawed = 1; flawed <= 6; flawed++) {
        assertThat(new Mix(each, each, flawed, 1).flawedAdvantage()).isZero();
        assertThat(new Mix(3 * each, each, flawed, 0.5).flawedAdvantage())
            .isCloseTo(0, within(1e-15));
        assertThat(new Mix(each, 2 * each, flawed, 4.0 / 3).flawedAdvantage())
            .isCloseTo(0, within(1e-15));
        assertThat(new Mix(each + 1, each, flawed, 1).flawedAdvantage()).isNegative();
        assertThat(new Mix(each, each + 1, flawed, 1).flawedAdvantage()).isPositive();
      }
    }
  }

  /// `σ_FAPO > σ_GRPO ⇔ ρ > 4/λ − 1`; for λ = 1: ρ > 3.
  @Test
  void deviationGrowsBeyondItsCrossing() {
    forEachMix(
        mix -> {
          double beyond = mix.rho() - (4 / mix.penalty() - 1);
          double growth = variance(mix.fapo()) - variance(mix.grpo());
          if (Math.abs(beyond) > 1e-9) {
            assertThat(growth > 0).as("%s", mix).isEqualTo(beyond > 0);
          }
        });
    assertThat(variance(new Mix(6, 2, 3, 1).fapo()))
        .isCloseTo(variance(new Mix(6, 2, 3, 1).grpo()), within(1e-15));
    assertThat(variance(new Mix(7, 2, 3, 1).fapo()))
        .isGreaterThan(variance(new Mix(7, 2, 3, 1).grpo()));
    assertThat(variance(new Mix(5, 2, 3, 1).fapo()))
        .isLessThan(variance(new Mix(5, 2, 3, 1).grpo()));
  }

  /// `λ = 2/(ρ_shift + 1)`, in the paper's Table 5: ρ = 2 ⇒ 2/3, ρ = 1/2 ⇒ 4/3 (it prints 1 − λ).
  @Test
  void penaltyOfAWantedShiftPutsTheSignChangeThere() {
    assertThat(new Mix(4, 2, 3, 2.0 / 3).flawedAdvantage()).isCloseTo(0, within(1e-15));
    assertThat(new Mix(2, 4, 3, 4.0 / 3).flawedAdvantage()).isCloseTo(0, within(1e-15));
    assertThat(
            ((RolloutScore.Scored) new Mix(2, 4, 3, 4.0 / 3).fapo().members().getLast()).reward())
        .isCloseTo(-1.0 / 3, within(1e-15));
  }

  @Test
  void advantagesSumToZero() {
    forEachMix(
        mix -> {
          ScoredGroup group = mix.fapo();
          double sum = 0;
          for (int i = 0; i < mix.size(); i++) {
            sum += group.advantage().of(i);
          }
          assertThat(sum).as("%s", mix).isCloseTo(0, within(1e-12));
        });
  }

  @Test
  void soundMembersOutrankFlawedOnesAndThoseOutrankWrongOnes() {
    forEachMix(
        mix -> {
          GroupAdvantage advantage = mix.fapo().advantage();
          double sound = advantage.of(0);
          double wrong = advantage.of(mix.sound());
          assertThat(sound).as("%s", mix).isGreaterThan(mix.flawedAdvantage());
          assertThat(mix.flawedAdvantage() > wrong).as("%s", mix).isEqualTo(mix.penalty() < 2);
        });
  }

  /// At least one of each, λ in (0, 3], as sixteenths so that most numbers are exact.
  private static void forEachMix(Consumer<Mix> claim) {
    Random random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      int sixteenths = 1 + random.nextInt(48);
      if (sixteenths != 32) {
        claim.accept(
            new Mix(
                1 + random.nextInt(12),
                1 + random.nextInt(12),
                1 + random.nextInt(12),
                sixteenths / 16.0));
      }
    }
  }

  private static double mean(ScoredGroup group) {
    return rewards(group).stream().mapToDouble(r -> r).average().orElseThrow();
  }

  /// Of the population, as in the paper.
  private static double variance(ScoredGroup group) {
    double mean = mean(group);
    return rewards(group).stream()
        .mapToDouble(r -> (r - mean) * (r - mean))
        .average()
        .orElseThrow();
  }

  private static List<Double> rewards(ScoredGroup group) {
    return group.members().stream().map(m -> ((RolloutScore.Scored) m).reward()).toList();
  }
}
