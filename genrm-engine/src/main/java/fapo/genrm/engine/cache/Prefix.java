package fapo.genrm.engine.cache;

import java.util.List;

/// How much of a sequence's beginning the cache holds at this moment.
public final class Prefix {
  private final List<Content> contents;
  private final int idle;
  private final boolean promised;

  /// @param contents of the first blocks
  /// @param idle how many of these blocks nobody holds, so that sharing them takes them from the
  ///     available ones
  Prefix(List<Content> contents, int idle, boolean promised) {
    this.contents = List.copyOf(contents);
    this.idle = idle;
    this.promised = promised;
  }

  List<Content> contents() {
    return contents;
  }

  int idle() {
    return idle;
  }

  /// In blocks.
  public int length() {
    return contents.size();
  }

  /// Whether a running sequence is about to compute the block behind these.
  public boolean promised() {
    return promised;
  }
}
