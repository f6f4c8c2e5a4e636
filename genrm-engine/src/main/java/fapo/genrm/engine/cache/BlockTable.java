package fapo.genrm.engine.cache;

/// The blocks of one sequence, in order, and how far they are filled. Changed by {@link KvCache}
/// only.
public final class BlockTable {
  /// Replaced when it grows, never written: steps that are under way read it.
  int[] blocks;

  int filled;

  /// How many leading blocks were others' first.
  int shared;

  /// Of how many leading blocks the content is known, and the id of the last of these.
  int known;

  long lastContent = Content.NOTHING;

  /// Up to which block others may count on this sequence.
  int promised;

  BlockTable(int[] blocks) {
    this.blocks = blocks;
  }

  /// Not to be written to.
  public int[] blocks() {
    return blocks;
  }

  /// How many blocks it brought, most of which become available when it ends.
  public int own() {
    return blocks.length - shared;
  }

  /// How many positions hold keys and values.
  public int filled() {
    return filled;
  }
}
