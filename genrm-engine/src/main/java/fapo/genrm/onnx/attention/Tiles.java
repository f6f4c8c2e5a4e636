package fapo.genrm.onnx.attention;

import fapo.genrm.engine.StepPlan;
import java.util.ArrayList;
import java.util.List;

/// A step cut into pieces of work: runs of at most {@link #TOKENS} query tokens of one sequence.
///
/// @param tokens how many the step has
/// @param list later tiles of a prompt first: they see more keys, and long pieces started last
///     leave threads waiting
record Tiles(int tokens, List<Tile> list) {
  /// Enough that a key loaded serves many queries, and few enough that their state stays in the
  /// second-level cache.
  static final int TOKENS = 32;

  /// How many keys are a part of a context: fixed, so that a row is the same sum whether its parts
  /// were shared among threads or not, and long enough that putting parts together costs nothing.
  static final int PART = 256;

  static final Tiles NONE = new Tiles(0, List.of());

  /// @param packed where the first token stands in the step
  /// @param position of the first token in its sequence
  /// @param tokens how many
  /// @param blocks of the sequence
  @SuppressWarnings("ArrayRecordComponent") // read in place
  record Tile(int packed, int position, int tokens, int[] blocks) {
    /// Of the context that its last token sees.
    int parts() {
      return (position + tokens + PART - 1) / PART;
    }
  }

  static Tiles of(StepPlan plan) {
    List<Tile> tiles = new ArrayList<>();
    int packed = 0;
    for (StepPlan.Slice slice : plan.slices()) {
      int length = slice.tokens().length;
      for (int from = 0; from < length; from += TOKENS) {
        int tokens = Math.min(TOKENS, length - from);
        tiles.add(new Tile(packed + from, slice.past() + from, tokens, slice.blocks()));
      }
      packed += length;
    }
    return new Tiles(packed, List.copyOf(tiles.reversed()));
  }
}
