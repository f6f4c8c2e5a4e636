package fapo.evaluation.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fapo.evaluation.Golden;
import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Opinion;
import fapo.evaluation.judged.Prediction;
import fapo.evaluation.judged.Truth;
import fapo.evaluation.stat.Resampling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Resampling FEW = new Resampling(7, 200);

  private final Evaluation evaluation = Evaluation.of(List.of(), Golden.judged(), FEW);

  @Test
  void givesEveryFigureWorkedByHand() {
    for (String[] row : Golden.rows("evaluation/figures.tsv")) {
      Optional<Double> figure = figure(row[0]);
      if (row[1].isEmpty()) {
        assertThat(figure).as(row[0]).isEmpty();
      } else {
        assertThat(figure.orElseThrow())
            .as("%s: %s", row[0], row[2])
            .isCloseTo(Double.parseDouble(row[1]), within(1e-12));
      }
    }
  }

  private Optional<Double> figure(String name) {
    Figures pooled = evaluation.pooled();
    return switch (name) {
      case "distance_mean" -> pooled.distance().mean();
      case "brier" -> pooled.calibration().brier();
      case "ece" -> pooled.calibration().ece();
      case "auroc" -> pooled.calibration().auroc();
      case "average_processbench_f1" -> evaluation.averageF1().value();
      default -> {
        if (name.startsWith("votes_")) {
          int k = Integer.parseInt(name.substring(6, 7));
          yield measure(name.substring(8)).of(pooled.votes().points().get(k - 1).tally());
        }
        yield pooled.estimate(measure(name)).value();
      }
    };
  }

  private static Measure measure(String name) {
    return Measure.valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Test
  void countsWhatWasNotJudged() {
    assertThat(evaluation.pooled().abstentions(Prediction.Why.UNREADABLE)).isEqualTo(1);
    assertThat(evaluation.pooled().abstentions(Prediction.Why.OUT_OF_SCOPE)).isEqualTo(1);
    assertThat(evaluation.pooled().abstentions(Prediction.Why.REFUSED)).isZero();
  }

  @Test
  void cutsByLengthAndPosition() {
    Figures pooled = evaluation.pooled();
    assertThat(pooled.cuts().byLength().parts())
        .extracting(Breakdown.Part::name)
        .containsExactly("1–2", "3–4", "5–6", "7–9", "10–14");
    assertThat(pooled.cuts().byPosition().parts())
        .extracting(Breakdown.Part::name)
        .containsExactly("0", "1", "2", "3");
    assertThat(pooled.cuts().byPosition().parts().get(1).tally().exactLocation().value())
        .contains(0.5); // elsewhere, wrong-answer
    assertThat(pooled.distance().early()).isEqualTo(1);
    assertThat(pooled.distance().late()).isZero();
  }

  @Test
  void isTheSameInAnyOrderOfTheRows() {
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      List<Judged> rows = randomRows(random, 60);
      Evaluation ordered = Evaluation.of(List.of("x", "y", "z"), rows, FEW);
      List<Judged> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, random);
      Evaluation other = Evaluation.of(List.of("z", "x", "y"), shuffled, FEW);
      assertThat(other.pooled().estimates()).isEqualTo(ordered.pooled().estimates());
      assertThat(other.pooled().calibration()).isEqualTo(ordered.pooled().calibration());
      assertThat(other.pooled().distance()).isEqualTo(ordered.pooled().distance());
      assertThat(other.averageF1()).isEqualTo(ordered.averageF1());
    }
  }

  @Test
  void keepsEveryFigureInItsBounds() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      Figures figures = Figures.of(randomRows(random, random.nextInt(40)), FEW);
      for (Map.Entry<Measure, Estimate> entry : figures.estimates().entrySet()) {
        Estimate estimate = entry.getValue();
        estimate.value().ifPresent(v -> assertThat(v).isBetween(0.0, 1.0));
        estimate.bootstrap().ifPresent(i -> assertThat(i.low()).isBetween(0.0, i.high()));
        estimate.bootstrap().ifPresent(i -> assertThat(i.high()).isLessThanOrEqualTo(1));
        estimate
            .wilson()
            .ifPresent(
                i -> assertThat(estimate.value().orElseThrow()).isBetween(i.low(), i.high()));
      }
      Calibration calibration = figures.calibration();
      for (var figure : List.of(calibration.brier(), calibration.ece(), calibration.auroc())) {
        figure.ifPresent(v -> assertThat(v).isBetween(0.0, 1.0));
      }
      assertThat(calibration.bins().stream().mapToLong(Calibration.Bin::rows).sum())
          .isEqualTo(calibration.rows());
    }
  }

  @Test
  void isZeroAndNotAnErrorWhereBothSharesAreZero() {
    Tally wrong = new Tally();
    wrong.add(new Truth(-1, 2, Optional.of(true), ""), new Prediction.Flawed(0));
    wrong.add(new Truth(1, 2, Optional.of(true), ""), new Prediction.Clean());

    assertThat(Measure.PROCESSBENCH_F1.of(wrong)).contains(0.0);
    assertThat(Measure.F1.of(wrong)).contains(0.0);
  }

  @Test
  void hasNoFigureOverNothing() {
    Evaluation nothing = Evaluation.of(List.of("empty"), List.of(), FEW);
    assertThat(nothing.subsets()).containsOnlyKeys("empty");
    assertThat(nothing.pooled().estimates().values())
        .allSatisfy(estimate -> assertThat(estimate.value()).isEmpty());
    assertThat(nothing.averageF1().value()).isEmpty();
    assertThat(nothing.pooled().cost().seconds()).isEmpty();
  }

  @Test
  void averagesSubsetsWithoutWeights() {
    List<Judged> rows = new ArrayList<>();
    // x: 1 of 1 located, 1 of 1 clean: F1 1; y: 1 of 2 and 3 of 3: F1 2/3
    rows.add(row("x", 0, new Prediction.Flawed(0)));
    rows.add(row("x", -1, new Prediction.Clean()));
    rows.add(row("y", 0, new Prediction.Flawed(0)));
    rows.add(row("y", 0, new Prediction.Flawed(1)));
    for (int i = 0; i < 3; i++) {
      rows.add(row("y", -1, new Prediction.Clean()));
    }
    assertThat(Evaluation.of(List.of(), rows, FEW).averageF1().value().orElseThrow())
        .isCloseTo(5.0 / 6, within(1e-12));
  }

  private static int next;

  private static Judged row(String subset, int label, Prediction said) {
    return new Judged(
        subset, "r" + next++, new Truth(label, 4, Optional.of(true), ""), Opinion.of(said));
  }

  private static List<Judged> randomRows(Random random, int count) {
    List<Judged> rows = new ArrayList<>();
    List<String> said = List.of("clean", "0", "1", "2", "?", "-", "!", "flawed");
    for (int i = 0; i < count; i++) {
      Prediction prediction = Golden.prediction(said.get(random.nextInt(said.size())));
      Truth truth =
          new Truth(random.nextInt(4) - 1, 4, Optional.of(random.nextBoolean()), "k" + i % 3);
      Opinion opinion =
          new Opinion(
              prediction,
              Optional.of(new Opinion.Score(random.nextInt(21) / 20.0, true)),
              List.of(),
              Opinion.Spent.UNKNOWN);
      rows.add(new Judged(List.of("x", "y", "z").get(i % 3), "r" + i, truth, opinion));
    }
    return rows;
  }
}
