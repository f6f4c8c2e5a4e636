package fapo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class CriticChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "symbolic, symbolic, ''",
    "onnx, onnx, ''",
    "hybrid:models/own, hybrid, models/own",
    "openai, openai, ''",
    "openai:http://host:8000/v1, openai, http://host:8000/v1",
  })
  void readsNameAndPlace(String text, String name, String place) {
    assertThat(CriticChoice.parse(text)).isEqualTo(new CriticChoice(name, place));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Symbolic", "symbolic:x", "onnx:", "openai:host", "4b"})
  void refusesWithWhatIsExpected(String text) {
    assertThatThrownBy(() -> CriticChoice.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'%s' (expected: symbolic, onnx[:DIR], hybrid[:DIR] or openai:URL)", text);
  }

  @Test
  void configuresWhereTheModelIs() {
    assertThat(CriticChoice.parse("hybrid:models/own").settings())
        .containsEntry("fapo.genrm.default-critic", "hybrid")
        .containsEntry("fapo.genrm.onnx.model", Path.of("models/own").toAbsolutePath().toString());
    assertThat(CriticChoice.parse("openai:http://host").settings())
        .containsEntry("fapo.genrm.openai.url", "http://host");
  }
}
