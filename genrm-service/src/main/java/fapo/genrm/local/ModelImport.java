package fapo.genrm.local;

import fapo.genrm.checkpoint.Checkpoint;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.checkpoint.HuggingFaceCheckpoint;
import fapo.genrm.critique.CriticProfile.Fitness;
import fapo.genrm.generation.SupervisedEngine.Restarts;
import fapo.genrm.local.LocalSettings.Quantisation;
import fapo.genrm.onnx.graph.DecoderGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Checks that a checkpoint runs here, before a service is given it, and writes what is made of it.
public final class ModelImport {
  /// Name of the graph, beside the weights it points into: their places in it are relative.
  public static final String GRAPH = "fapo-decoder.onnx";

  private static final int CANDIDATES = 64;
  private static final Duration SOON = Duration.ofSeconds(1);

  private ModelImport() {}

  /// What a checkpoint holds.
  ///
  /// @param id as verdicts name it
  /// @param parameters numbers in all weights
  /// @param weightsHash SHA-256, hex
  public record Description(
      String id, DecoderSpec spec, String elementType, long parameters, String weightsHash) {}

  /// Reads and checks everything but the weights' values, and hashes those.
  ///
  /// @throws fapo.genrm.checkpoint.CheckpointException where the directory holds no model that runs
  public static Description describe(Path model) {
    try (HuggingFaceCheckpoint checkpoint = HuggingFaceCheckpoint.open(model)) {
      return describe(model, checkpoint);
    }
  }

  /// Loads the model as a service does at its start, with the copies it asks for, and generates a
  /// few tokens.
  ///
  /// @param quantisation a copy of the projections in fewer bits is written beside the weights;
  ///     where it stands already it is used
  /// @throws fapo.genrm.checkpoint.CheckpointException where the directory holds no model that runs
  /// @throws IllegalArgumentException where its conversation form or a size is not known here
  /// @throws IllegalStateException where the model does not generate, such as for weights that are
  ///     no numbers
  /// @throws UncheckedIOException where a copy cannot be written: the folder read-only, the disk
  ///     full; nothing unfinished is left behind
  public static void rehearse(Path model, Quantisation quantisation) {
    LocalSettings settings =
        new LocalSettings(model, Fitness.DEMO, 1024, 1, 1, 64, 0, quantisation, 0, 1);
    LocalModel.Oversight oversight =
        new LocalModel.Oversight(
            new Restarts(0, SOON, SOON, SOON), _ -> {}, UnaryOperator.identity());
    LocalModel.open(settings, oversight).close();
  }

  /// Writes the decoder as ONNX with the attention of ONNX Runtime, for any tool that reads such
  /// graphs. Its weights are ranges of the checkpoint's own files.
  ///
  /// @return the file, in the folder of the weights
  /// @throws UncheckedIOException where it cannot be written; nothing unfinished is left behind
  public static Path writeGraph(Path model) {
    try (HuggingFaceCheckpoint checkpoint = HuggingFaceCheckpoint.open(model)) {
      DecoderSpec spec = checkpoint.spec();
      DecoderGraph.Model graph =
          DecoderGraph.emit(
              checkpoint,
              new DecoderGraph.Settings(
                  DecoderGraph.Variant.GROUP_QUERY,
                  spec.contextLength(),
                  Math.min(CANDIDATES, spec.vocabulary()),
                  Optional.empty()));
      return write(graph.weightsFolder().resolve(GRAPH), graph.bytes());
    }
  }

  static Path write(Path file, byte[] bytes) {
    try {
      Path unfinished =
          Files.createTempFile(file.toAbsolutePath().getParent(), "fapo-", ".unfinished");
      try {
        Files.write(unfinished, bytes);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(file + ": cannot be written", failure);
    }
    return file;
  }

  private static Description describe(Path model, HuggingFaceCheckpoint checkpoint) {
    long parameters =
        checkpoint.tensorNames().stream()
            .map(checkpoint::tensor)
            .mapToLong(tensor -> tensor.shape().stream().reduce(1L, Math::multiplyExact))
            .sum();
    Checkpoint.Tensor any = checkpoint.tensor(checkpoint.tensorNames().iterator().next());
    return new Description(
        LocalModel.id(model, checkpoint),
        checkpoint.spec(),
        any.type().name(),
        parameters,
        checkpoint.weightsHash());
  }
}
