package fapo.genrm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.genrm.checkpoint.CheckpointException;
import fapo.genrm.local.LocalSettings.Quantisation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ModelImportTest {
  @TempDir private Path model;

  @BeforeEach
  void writeModel() throws IOException {
    TestCritic.writeModel(model);
  }

  @Test
  void describesAndWritesTheGraphWithoutCopyingTheWeights() throws IOException {
    ModelImport.Description description = ModelImport.describe(model);
    assertThat(description.weightsHash()).matches("[0-9a-f]{64}");
    assertThat(description.parameters()).isEqualTo(94_592);

    ModelImport.rehearse(model, Quantisation.NONE);
    Path graph = ModelImport.writeGraph(model);

    assertThat(graph).isEqualTo(model.resolve(ModelImport.GRAPH));
    assertThat(Files.size(graph)).isLessThan(description.parameters() * Float.BYTES);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void writesTheQuantisedCopyThatAServiceThenUses() throws IOException {
    ModelImport.rehearse(model, Quantisation.INT8);

    try (Stream<Path> files = Files.list(model)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("fapo-int8-"));
    }
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void refusesTruncatedWeights() throws IOException {
    Path weights = model.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> ModelImport.describe(model)).isInstanceOf(CheckpointException.class);
  }

  @Test
  void refusesAConversationFormThatIsNotKnown() throws IOException {
    Files.writeString(model.resolve("chat_template.jinja"), "[INST] {{ x }} [/INST]");

    assertThatThrownBy(() -> ModelImport.rehearse(model, Quantisation.NONE))
        .hasMessageStartingWith("chat_template: ");
  }

  /// A process that may write no file over 8 KiB: what a full disk looks like from inside.
  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesNothingUnfinishedWhereTheDiskIsFull() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 8; exec \"$@\"",
                "limited",
                java,
                "-Xmx256m",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FullDisk.class.getName(),
                model.resolve("copy.bin").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(said).contains("copy.bin: cannot be written");
    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(model.resolve("copy.bin")).doesNotExist();
    assertThat(unfinished()).isEmpty();
  }

  private List<Path> unfinished() throws IOException {
    try (Stream<Path> files = Files.list(model)) {
      return files.filter(file -> file.toString().endsWith(".unfinished")).toList();
    }
  }

  /// Writes as an import does.
  static final class FullDisk {
    private FullDisk() {}

    public static void main(String[] file) {
      try {
        var _ = ModelImport.write(Path.of(file[0]), new byte[1 << 20]);
      } catch (java.io.UncheckedIOException full) {
        System.out.println(full.getMessage());
        System.exit(3);
      }
    }
  }
}
