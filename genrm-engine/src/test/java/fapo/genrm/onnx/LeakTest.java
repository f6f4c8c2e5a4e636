package fapo.genrm.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.engine.StepPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LeakTest {
  private static final CpuSettings SETTINGS = new CpuSettings(new CacheShape(16, 16), 8, 2, false);

  @TempDir Path folder;

  @Test
  void keepsNativeMemorySteadyOverManySteps() throws IOException {
    try (RandomCheckpoint checkpoint =
            new RandomCheckpoint(folder, TinyModels.QWEN3, ElementType.F32, 1);
        OnnxForwardPass pass = OnnxForwardPass.open(checkpoint, SETTINGS)) {
      run(pass, 3_000);
      long least = Long.MAX_VALUE;
      for (int window = 0; window < 4; window++) {
        long before = residentBytes();
        run(pass, 4_000);
        least = Math.min(least, residentBytes() - before);
      }
      // The JVM's own memory grows now and then; a handle lost per tensor and step would grow every
      // window by over 3 MB.
      assertThat(least).isLessThan(1L << 20);
    }
  }

  @Test
  void freesAModelThatIsClosed() throws IOException {
    try (RandomCheckpoint checkpoint =
        new RandomCheckpoint(folder, TinyModels.QWEN3, ElementType.F32, 1)) {
      openAndClose(checkpoint, 15);
      long least = Long.MAX_VALUE;
      for (int window = 0; window < 3; window++) {
        long before = residentBytes();
        openAndClose(checkpoint, 15);
        least = Math.min(least, residentBytes() - before);
      }
      // A model that stays open keeps over 300 kB: its weights and its pages.
      assertThat(least).isLessThan(3L << 20);
    }
  }

  private static void openAndClose(RandomCheckpoint checkpoint, int times) {
    for (int i = 0; i < times; i++) {
      try (OnnxForwardPass pass = OnnxForwardPass.open(checkpoint, SETTINGS)) {
        run(pass, 3);
      }
    }
  }

  private static void run(OnnxForwardPass pass, int steps) {
    int[] prompt = Plans.tokens(1, 250, 97);
    for (int i = 0; i < steps; i++) {
      int length = 1 + i % 5;
      StepPlan plan =
          Plans.of(Plans.slice(prompt, 0, length, 0), Plans.slice(prompt, 0, 1, 1 + i % 3));
      var _ = pass.run(plan);
    }
  }

  private static long residentBytes() throws IOException {
    System.gc();
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(each -> each.startsWith("RssAnon:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
  }
}
