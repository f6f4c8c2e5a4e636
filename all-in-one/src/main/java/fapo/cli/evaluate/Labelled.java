package fapo.cli.evaluate;

import com.google.protobuf.ByteString;
import fapo.evaluation.judged.Truth;
import java.util.List;
import java.util.Optional;

/// A labelled solution as a row gave it.
///
/// @param file it belongs to: of a result, the one that was measured
/// @param line 1-based, in that file
/// @param given what a critic said of it before, where the row holds that; it is not asked again
public record Labelled(
    String file, long line, String id, Material material, Truth truth, Optional<Answer> given) {

  /// What a critic is asked about; empty where a result does not repeat it.
  ///
  /// @param reference the right answer, empty where the row has none
  public record Material(ByteString problem, ByteString reference, List<ByteString> steps) {
    public static final Material NONE = new Material(ByteString.EMPTY, ByteString.EMPTY, List.of());

    public Material {
      steps = List.copyOf(steps);
    }
  }
}
