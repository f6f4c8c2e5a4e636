package fapo.genrm.engine;

/// What was made of one row of logits.
public sealed interface Choice {
  /// The token that comes next.
  ///
  /// @param last whether the sequence ends with it
  record Token(int id, boolean last) implements Choice {}

  /// The row is unusable, such as logits that are no numbers: its sequence fails, and no other
  /// sequence will read its blocks.
  record Fault(String why) implements Choice {}
}
