package fapo.genrm.local;

import fapo.genrm.critique.CriticProfile.Fitness;
import fapo.genrm.onnx.graph.Quantization;
import java.nio.file.Path;
import java.util.Optional;

/// Which model judges, and what it may use.
///
/// @param model a Hugging Face checkpoint directory
/// @param fitness what its verdicts may be used for
/// @param cacheTokens positions of keys and values that are held at a time, over all critiques
/// @param running critiques that are generated at a time
/// @param waiting critiques that wait at most; beyond, they are refused
/// @param stepTokens that run in one step at most, prompts and continuations together
/// @param threads that compute; 0: a core each
/// @param quantisation of the projections; the copy is made at the first start
/// @param temperature in [0, 2], where a request does not say
/// @param topP in (0, 1], where a request does not say
public record LocalSettings(
    Path model,
    Fitness fitness,
    int cacheTokens,
    int running,
    int waiting,
    int stepTokens,
    int threads,
    Quantisation quantisation,
    double temperature,
    double topP) {
  /// In how many bits projections are held.
  public enum Quantisation {
    /// As stored.
    NONE,
    INT8,
    INT4;

    /// As the engine says it.
    public Optional<Quantization> quantization() {
      return switch (this) {
        case NONE -> Optional.empty();
        case INT8 -> Optional.of(new Quantization(8, true));
        case INT4 -> Optional.of(new Quantization(4, true));
      };
    }
  }
}
