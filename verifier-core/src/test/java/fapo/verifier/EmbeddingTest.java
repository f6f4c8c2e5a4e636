package fapo.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds the page on embedding to what it says: its code runs, and the library needs no more than
/// is listed there.
class EmbeddingTest {
  private static final Path ROOT = Path.of(System.getProperty("fapo.root", ".."));
  private static final Path LIBRARY = ROOT.resolve("verifier-core/target/classes");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NEEDED = Pattern.compile("\\| `([\\w.-]+:[\\w.-]+)` \\|");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>(.*?)"
              + "</dependency>",
          Pattern.DOTALL);

  @TempDir Path folder;

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/how-to/embed-the-verifier.md"));
  }

  private static Stream<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  @Test
  void runsTheCodeOfThePageWithTheLibraryAlone() throws Exception {
    String code = all(JAVA, page()).map(block -> block.group(1)).collect(Collectors.joining());
    Path source =
        Files.writeString(
            folder.resolve("Example.java"),
            "public class Example {\n  public static void main(String[] args) {\n"
                + code
                + "  }\n}\n");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", LIBRARY.toString(), source.toString());
    assertThat(compiled).isZero();

    assertThat(printed()).startsWith("true 0.5\nright, by ").hasLineCount(2);
  }

  private String printed() throws Exception {
    URL[] path = {folder.toUri().toURL(), LIBRARY.toUri().toURL()};
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader alone = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      alone
          .loadClass("Example")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void needsNoMoreThanThePageLists() throws IOException {
    List<String> listed = all(NEEDED, page()).map(row -> row.group(1)).toList();
    List<String> needed =
        all(DEPENDENCY, Files.readString(ROOT.resolve("verifier-core/pom.xml")))
            .filter(dependency -> !dependency.group(3).contains("<scope>test</scope>"))
            .map(dependency -> dependency.group(1) + ":" + dependency.group(2))
            .toList();

    assertThat(needed).isNotEmpty().containsExactlyInAnyOrderElementsOf(listed);
    assertThat(needed).noneMatch(name -> name.contains("spring") || name.contains("grpc"));
  }
}
