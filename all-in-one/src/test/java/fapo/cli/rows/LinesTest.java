package fapo.cli.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static List<String> read(String text, int longest) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Lines in =
        new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest)) {
      for (Line line = in.next(); line != null; line = in.next()) {
        lines.add(
            line.number()
                + (line.cut() ? " cut " : " ")
                + new String(line.bytes(), StandardCharsets.UTF_8));
      }
    }
    return lines;
  }

  @Test
  void numbersLinesAndPassesOverBlankOnes() throws IOException {
    assertThat(read("a\n\n \t\nb\r\nc", 100)).containsExactly("1 a", "4 b", "5 c");
  }

  @Test
  void takesAByteOrderMarkForNothing() throws IOException {
    assertThat(read("\uFEFFa\nb", 100)).containsExactly("1 a", "2 b");
  }

  @Test
  void cutsALineThatIsTooLongAndGoesOn() throws IOException {
    assertThat(read("abcdef\ngh\n", 4)).containsExactly("1 cut abcd", "2 gh");
  }

  @Test
  void readsALineLongerThanItsBuffer() throws IOException {
    String longLine = "x".repeat(300_000);

    assertThat(read("a\n" + longLine + "\nb", 1 << 20))
        .containsExactly("1 a", "2 " + longLine, "3 b");
  }

  @Test
  void readsNothingFromNothing() throws IOException {
    assertThat(read("", 10)).isEmpty();
    assertThat(read("\n\n", 10)).isEmpty();
  }
}
