package fapo.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fapo.evaluation.Golden;
import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Opinion;
import fapo.evaluation.judged.Prediction;
import fapo.evaluation.judged.Truth;
import fapo.evaluation.stat.McNemar;
import fapo.evaluation.stat.Resampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Resampling FEW = new Resampling(1, 400);

  /// A critic that is always right against the golden rows: it alone is right where they are wrong,
  /// in location on elsewhere, missed, garbled, false-flag, abstained and wrong-clean (6 of 10), in
  /// detection on the same but elsewhere (5).
  @Test
  void countsWhoAloneIsRight() throws Exception {
    List<Judged> golden = Golden.judged();
    List<Judged> perfect = golden.stream().map(ComparisonTest::right).toList();

    Comparison comparison = Comparison.of(perfect, golden, FEW);

    assertThat(comparison.pairs()).isEqualTo(10);
    assertThat(comparison.location()).isEqualTo(new McNemar(4, 6, 0, 0));
    assertThat(comparison.detection()).isEqualTo(new McNemar(5, 5, 0, 0));
    assertThat(comparison.location().p()).isCloseTo(2.0 / 64, within(1e-12));
    assertThat(comparison.processbenchF1().first()).contains(1.0);
    assertThat(comparison.processbenchF1().value().orElseThrow()).isCloseTo(0.6, within(1e-12));
    assertThat(comparison.processbenchF1().interval().orElseThrow().low()).isPositive();
  }

  @Test
  void findsNoDifferenceBetweenACriticAndItself() throws Exception {
    Comparison same = Comparison.of(Golden.judged(), Golden.judged(), FEW);

    assertThat(same.location().p()).isEqualTo(1);
    assertThat(same.processbenchF1().value()).contains(0.0);
    assertThat(same.processbenchF1().p()).contains(1.0);
    assertThat(same.flawedPositiveF1().p()).contains(1.0);
  }

  @Test
  void swapsItsSignWithItsSides() throws Exception {
    List<Judged> golden = Golden.judged();
    List<Judged> perfect = golden.stream().map(ComparisonTest::right).toList();

    Comparison one = Comparison.of(perfect, golden, FEW);
    Comparison other = Comparison.of(golden, perfect, FEW);

    assertThat(other.processbenchF1().value().orElseThrow())
        .isEqualTo(-one.processbenchF1().value().orElseThrow());
    assertThat(other.location().p()).isEqualTo(one.location().p());
  }

  @Test
  void leavesOutWhatOnlyOneWasAsked() throws Exception {
    List<Judged> golden = Golden.judged();
    Comparison comparison = Comparison.of(golden, golden.subList(0, 7), FEW);
    assertThat(comparison.pairs()).isEqualTo(7);
    assertThat(comparison.firstAlone()).isEqualTo(3);
    assertThat(comparison.secondAlone()).isZero();
  }

  @Test
  void refusesRunsOverOtherRows() {
    List<Judged> golden = Golden.judged();
    List<Judged> twice = new ArrayList<>(golden);
    twice.add(golden.getFirst());
    assertThatThrownBy(() -> Comparison.of(twice, golden, FEW))
        .hasMessage("id 'located' of a: the first run names it twice (expected: once)");

    Judged other =
        new Judged(
            "a",
            "located",
            new Truth(1, 4, Optional.of(true), ""),
            Opinion.of(new Prediction.Clean()));
    assertThatThrownBy(() -> Comparison.of(golden, List.of(other), FEW))
        .hasMessage("id 'located' of a: label 1 (expected: 2)");
  }

  private static Judged right(Judged judged) {
    Prediction right =
        judged.truth().flawed()
            ? new Prediction.Flawed(judged.truth().label())
            : new Prediction.Clean();
    return new Judged(judged.subset(), judged.id(), judged.truth(), Opinion.of(right));
  }
}
