package fapo.genrm.engine.cache;

import java.util.List;

/// How much of a sequence's beginning the cache holds at this moment.
///
/// @param contents of its first blocks
/// @param idle how many of these blocks nobody holds, so that sharing them takes them from the
///     available ones
/// @param promised whether a running sequence is about to compute the next block
public record Prefix(List<Content> contents, int idle, boolean promised) {
  public Prefix {
    contents = List.copyOf(contents);
  }

  /// In blocks.
  public int length() {
    return contents.size();
  }
}
