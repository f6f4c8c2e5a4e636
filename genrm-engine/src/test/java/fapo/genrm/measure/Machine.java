package fapo.genrm.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Where and when something was measured.
final class Machine {
  private Machine() {}

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /// Two lines: date and processor; Java and the load of the last minute, which says whether others
  /// were at work.
  static String describe() {
    return "%s, %s, %d cores%njava %s, load of the last minute before the run %s"
        .formatted(
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            processor(),
            cores(),
            Runtime.version(),
            load());
  }

  private static String processor() {
    return lines("/proc/cpuinfo").stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch").toLowerCase(Locale.ROOT));
  }

  private static String load() {
    return lines("/proc/loadavg").stream()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .findFirst()
        .orElse("unknown");
  }

  private static List<String> lines(String file) {
    Path path = Path.of(file);
    try {
      return Files.exists(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
