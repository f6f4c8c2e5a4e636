package fapo.cli.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CritiqueRowTest {
  private static CritiqueRow read(String json) throws RowException {
    Line line = new Line(7, json.getBytes(StandardCharsets.UTF_8), false);
    return CritiqueRow.of(line, new Heard());
  }

  @Test
  void readsStepsLabelAndAnswer() throws RowException {
    CritiqueRow row =
        read(
            "{\"id\": \"a\", \"problem\": \"p\", \"ground_truth\": \"3\", \"steps\": [\"s\","
                + " \"t\"], \"final_answer_correct\": true, \"label\": 1}");

    assertThat(row.label()).isEqualTo(1);
    assertThat(row.answerRight()).isEqualTo(Optional.of(true));
    assertThat(row.request().getSolution().getStepsCount()).isEqualTo(2);
    assertThat(row.request().getReference().toStringUtf8()).isEqualTo("3");
  }

  @Test
  void refusesLabelsThatNameNoStep() {
    assertThatThrownBy(() -> read("{\"steps\": [\"s\"], \"label\": 1}"))
        .hasMessage("label: 1 (expected: -1 to 0)");
    assertThatThrownBy(() -> read("{\"steps\": [\"s\"]}")).hasMessage("label: missing");
    assertThatThrownBy(() -> read("{\"steps\": [], \"label\": -1}"))
        .hasMessage("steps: a list (expected: at least one step)");
  }
}
