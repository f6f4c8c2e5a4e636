package fapo.genrm.sampling;

import java.util.List;

/// The text of one generation, up to the first stop string in it.
///
/// Stop strings are found in the text, however tokens divide it. The text never holds one; what may
/// yet become one is held back from {@link #release}.
public final class StopStrings {
  private final List<String> stops;
  private final int longest;
  private final StringBuilder text = new StringBuilder();
  private int released;
  private boolean stopped;

  /// @param stops none empty
  public StopStrings(List<String> stops) {
    if (stops.contains("")) {
      throw new IllegalArgumentException("stop: \"\" (expected: at least one character)");
    }
    this.stops = List.copyOf(stops);
    this.longest = stops.stream().mapToInt(String::length).max().orElse(0);
  }

  /// Adds what a token brings. Nothing may follow a stop string.
  ///
  /// @return whether a stop string is complete
  public boolean accept(String piece) {
    if (stopped) {
      throw new IllegalStateException("text after a stop string: " + piece);
    }
    int from = Math.max(0, text.length() - longest + 1);
    text.append(piece);
    int end = Integer.MAX_VALUE;
    for (String stop : stops) {
      int at = text.indexOf(stop, from);
      end = at < 0 ? end : Math.min(end, at);
    }
    stopped = end < Integer.MAX_VALUE;
    if (stopped) {
      text.setLength(end);
    }
    return stopped;
  }

  /// What has been added since the last release and cannot belong to a stop string any more.
  public String release() {
    return release(stopped ? text.length() : text.length() - heldBack());
  }

  /// The rest, once no token follows.
  public String releaseAll() {
    return release(text.length());
  }

  /// All of it.
  public String text() {
    return text.toString();
  }

  private String release(int to) {
    String fresh = text.substring(Math.min(released, to), to);
    released = Math.max(released, to);
    return fresh;
  }

  /// Length of the longest end of the text that begins a stop string.
  private int heldBack() {
    int most = 0;
    for (String stop : stops) {
      for (int length = Math.min(stop.length() - 1, text.length()); length > most; length--) {
        if (endsWith(stop, length)) {
          most = length;
        }
      }
    }
    return most;
  }

  /// Whether the text ends with so many characters of a stop string.
  private boolean endsWith(String stop, int length) {
    int from = text.length() - length;
    for (int i = 0; i < length; i++) {
      if (text.charAt(from + i) != stop.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
