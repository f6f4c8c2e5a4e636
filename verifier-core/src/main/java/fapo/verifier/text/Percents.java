package fapo.verifier.text;

import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Span;

/// Whether a box is followed by the percent sign or word that belongs to it.
final class Percents {
  private static final String[] WORDS = {"percent", "per cent", "pct"};

  private Percents() {}

  /// `\%` where a percent sign follows the box, else empty.
  ///
  /// @param contents of the box
  static String after(String text, Span contents) {
    int at = text.indexOf('}', contents.end()) + 1;
    while (at > 0 && at < text.length() && " $\\)".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean percent =
        at > 0
            && at < text.length()
            && (text.charAt(at) == '%' || Scan.word(text, at, text.length(), WORDS) >= 0);
    return percent && !contents.of(text).endsWith("%") ? "\\%" : "";
  }
}
