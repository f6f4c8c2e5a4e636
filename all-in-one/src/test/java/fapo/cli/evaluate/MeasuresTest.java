package fapo.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fapo.cli.evaluate.Prediction.Abstained;
import fapo.cli.evaluate.Prediction.Clean;
import fapo.cli.evaluate.Prediction.Flawed;
import fapo.cli.json.JsonWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every figure is computed by hand from these rows:
///
/// | label | answer | said | | |--:|---|---|---| | 2 | right | 2 | found, located | | 1 | right |
/// 0 | found, elsewhere | | 0 | right | clean | missed | | 3 | right | unreadable | missed | | 1 |
/// wrong | 1 | located | | −1 | right | clean | | | −1 | right | 0 | false flag | | −1 | right |
/// out of scope | abstained | | −1 | wrong | 1 | flagged, but not a false flag | | −1 | right |
/// clean | |
class MeasuresTest {
  private final Measures measures = new Measures();

  MeasuresTest() {
    Optional<Boolean> right = Optional.of(true);
    Optional<Boolean> wrong = Optional.of(false);
    measures.add(2, right, new Flawed(2));
    measures.add(1, right, new Flawed(0));
    measures.add(0, right, new Clean());
    measures.add(3, right, new Abstained(Abstained.Why.UNREADABLE));
    measures.add(1, wrong, new Flawed(1));
    measures.add(-1, right, new Clean());
    measures.add(-1, right, new Flawed(0));
    measures.add(-1, right, new Abstained(Abstained.Why.OUT_OF_SCOPE));
    measures.add(-1, wrong, new Flawed(1));
    measures.add(-1, right, new Clean());
  }

  @Test
  void countsFlawedPositivesOverRightAnswers() {
    assertThat(measures.precision()).contains(2.0 / 3); // 2 found, 1 false flag
    assertThat(measures.recall()).contains(0.5); // 2 of 4
    assertThat(measures.f1().orElseThrow()).isCloseTo(4.0 / 7, within(1e-15));
  }

  @Test
  void countsLocationsAsProcessBenchDoes() {
    assertThat(measures.exactLocationAccuracy()).contains(0.4); // 2 of 5 flawed
    // 2 of 5 clean called clean: 2 · 0.4 · 0.4 / 0.8
    assertThat(measures.processbenchF1().orElseThrow()).isCloseTo(0.4, within(1e-15));
  }

  @Test
  void countsFalseFlagsOverCleanRightAnswers() {
    assertThat(measures.falseFlagRate()).contains(0.25); // 1 of 4
    assertThat(measures.coverage()).contains(0.8); // 8 of 10
  }

  @Test
  void hasNoFigureOverNothing() {
    Measures none = new Measures();
    none.add(-1, Optional.of(true), new Clean());

    assertThat(none.precision()).isEmpty();
    assertThat(none.recall()).isEmpty();
    assertThat(none.f1()).isEmpty();
    assertThat(none.processbenchF1()).isEmpty();
    assertThat(none.falseFlagRate()).contains(0.0);
  }

  @Test
  void isZeroAndNotAnErrorWhereBothSharesAreZero() {
    Measures wrong = new Measures();
    wrong.add(-1, Optional.of(true), new Flawed(0));
    wrong.add(1, Optional.of(true), new Clean());

    assertThat(wrong.processbenchF1()).contains(0.0);
    assertThat(wrong.f1()).contains(0.0);
  }

  @Test
  void writesTheNamesOfTheReference() {
    JsonWriter json = new JsonWriter().begin();
    MeasuresJson.write(json, measures);

    assertThat(json.end().toString())
        .isEqualTo(
            "{\"rows\": 10, \"precision\": 0.6666666666666666, \"recall\": 0.5, \"f1\":"
                + " 0.5714285714285715, \"processbench_f1\": 0.4000000000000001,"
                + " \"exact_location_accuracy\": 0.4, \"false_flag_rate\": 0.25, \"coverage\": 0.8,"
                + " \"unreadable\": 1, \"unavailable\": 0, \"out_of_scope\": 1, \"not_asked\": 0,"
                + " \"refused\": 0, \"confusion\": {\"all\": {\"flawed\": {\"flagged_exact\": 2,"
                + " \"flagged_elsewhere\": 1, \"clean\": 1, \"abstained\": 1}, \"clean\":"
                + " {\"flagged_exact\": 0, \"flagged_elsewhere\": 2, \"clean\": 2, \"abstained\":"
                + " 1}}, \"right_answer\": {\"flawed\": {\"flagged_exact\": 1,"
                + " \"flagged_elsewhere\": 1, \"clean\": 1, \"abstained\": 1}, \"clean\":"
                + " {\"flagged_exact\": 0, \"flagged_elsewhere\": 1, \"clean\": 2, \"abstained\":"
                + " 1}}}}");
  }
}
