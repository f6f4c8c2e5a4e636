package fapo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private long nanos;

  private Progress progress(boolean terminal) {
    return new Progress(
        new PrintStream(shown, true, StandardCharsets.UTF_8), terminal, () -> nanos);
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsRateAndTimeLeft() {
    Progress progress = progress(true);
    nanos = 10_000_000_000L;
    progress.show(250, 1000, 5000, "rows");

    assertThat(shown()).contains(" 25 %").contains("5,000 rows  500/s  0:30 left");
  }

  @Test
  void countsOnlyWhatThisRunDid() {
    Progress progress = progress(true);
    nanos = 3_000_000_000L;
    progress.skip(500, 8000);
    nanos = 5_000_000_000L;
    progress.show(600, 1000, 8400, "rows");

    assertThat(shown()).contains(" 60 %").contains("8,400 rows  200/s  0:08 left");
  }

  @Test
  void staysSilentOffTerminals() {
    Progress progress = progress(false);
    nanos = 10_000_000_000L;
    progress.show(250, 1000, 5000, "rows");
    progress.clear();

    assertThat(shown()).isEmpty();
  }

  @Test
  void tellsNoTimeLeftOfAnUnknownWhole() {
    Progress progress = progress(true);
    nanos = 10_000_000_000L;
    progress.show(250, 0, 5000, "rows");

    assertThat(shown()).contains("5,000 rows  500/s").doesNotContain("left");
  }
}
