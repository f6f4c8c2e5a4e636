package fapo.genrm.local;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.checkpoint.DecoderSpec.Rope;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;
import fapo.genrm.critique.CriticProfile.Fitness;
import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepResult;
import fapo.genrm.generation.SupervisedEngine.Restarts;
import fapo.genrm.oracle.RandomCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/// The onnx critic on a random checkpoint; before each step of its model the test may do something,
/// such as fail or wait.
public final class TestCritic {
  /// Tokens of the checkpoint's context.
  public static final int CONTEXT = 1024;

  private static final DecoderSpec SPEC =
      new DecoderSpec(
          Architecture.QWEN3,
          320,
          64,
          128,
          2,
          4,
          2,
          16,
          CONTEXT,
          1e-6,
          new Rope(1e6, new Scaling.None()),
          true,
          false,
          true);

  private TestCritic() {}

  public static void writeModel(Path folder) throws IOException {
    new RandomCheckpoint(SPEC, ElementType.F32, 1).write(folder);
    Files.writeString(folder.resolve("chat_template.jinja"), "<|im_start|>{{ x }}<|im_end|>");
  }

  /// @param beforeStep runs on the engine's thread
  public static OnnxCritic open(Path model, Runnable beforeStep) {
    LocalSettings settings =
        new LocalSettings(
            model, Fitness.DEMO, 4096, 4, 64, 64, 1, LocalSettings.Quantisation.NONE, 0.6, 0.95);
    Restarts restarts =
        new Restarts(1, Duration.ofMinutes(5), Duration.ofMillis(1), Duration.ofMillis(5));
    return new OnnxCritic(
        settings,
        new Random(1),
        new LocalModel.Oversight(restarts, _ -> {}, pass -> new Watched(pass, beforeStep)));
  }

  private record Watched(ForwardPass pass, Runnable beforeStep) implements ForwardPass {
    @Override
    public CacheShape cache() {
      return pass.cache();
    }

    @Override
    public StepResult run(StepPlan plan) {
      beforeStep.run();
      return pass.run(plan);
    }
  }
}
