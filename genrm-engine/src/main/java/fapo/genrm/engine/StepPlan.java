package fapo.genrm.engine;

import java.util.List;

/// What one forward pass runs: tokens of several sequences, packed one after another.
///
/// @param slices in packed order
public record StepPlan(List<Slice> slices) {
  public StepPlan {
    slices = List.copyOf(slices);
  }

  /// How many tokens run, over all slices.
  public int tokens() {
    return slices.stream().mapToInt(slice -> slice.tokens().length).sum();
  }

  /// How many rows of logits are wanted, over all slices.
  public int rows() {
    return slices.stream().mapToInt(Slice::rows).sum();
  }

  /// The tokens of one sequence that run now. Token `i` stands at position `past + i`; its key and
  /// value go to block `blocks[(past + i) / blockSize]`, at offset `(past + i) % blockSize`.
  ///
  /// @param sequence whose tokens they are
  /// @param tokens ids; at least one
  /// @param past how many tokens of the sequence have their keys and values in its blocks already
  /// @param blocks the sequence's blocks in order, enough for `past + tokens.length` positions
  /// @param rows of how many of the last tokens the logits are wanted: 0 while a prompt is not
  ///     through, else 1
  @SuppressWarnings("ArrayRecordComponent") // read in place, every step; compared by no one
  public record Slice(long sequence, int[] tokens, int past, int[] blocks, int rows) {}
}
