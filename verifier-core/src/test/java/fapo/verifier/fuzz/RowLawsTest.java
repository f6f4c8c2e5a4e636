package fapo.verifier.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.LabelledRow;
import fapo.verifier.fuzz.RowLaws.Row;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowLawsTest {
  private final RowLaws laws = new RowLaws();

  @Test
  void keepsTheLawsOnGoldenRows() {
    List<Row> rows =
        Seeds.rows("answers.tsv")
            .map(
                row -> new Row(row[0], row[1], row[2], CheckOptions.DEFAULTS.withForm(Form.ANSWER)))
            .toList();

    assertThat(broken(rows)).hasSizeLessThan(120);
  }

  @Test
  void keepsTheLawsOnRealRows() {
    List<Row> rows =
        Stream.of(LabelledRow.core(), LabelledRow.derived(), LabelledRow.probes())
            .flatMap(List::stream)
            .filter(row -> row.options().form() == Form.ANSWER)
            .map(
                row ->
                    new Row(row.id(), row.candidate(), row.references().getFirst(), row.options()))
            .toList();

    assertThat(broken(rows)).hasSizeLessThan(3000);
  }

  private List<String> broken(List<Row> rows) {
    return Stream.of(laws.symmetry(rows), laws.reflexivity(rows), laws.cosmetics(rows))
        .flatMap(List::stream)
        .toList();
  }
}
