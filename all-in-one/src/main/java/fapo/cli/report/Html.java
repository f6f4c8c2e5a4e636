package fapo.cli.report;

import java.util.Locale;

/// Writes HTML; every text is escaped where it enters.
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);

  /// Markup as it stands: from this package alone, never from an input.
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /// `<tag class="…">text</tag>`; the class is left out where it is empty.
  Html element(String tag, String style, String text) {
    return raw("<" + tag + (style.isEmpty() ? ">" : " class=\"" + style + "\">"))
        .text(text)
        .raw("</" + tag + ">\n");
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return escaped.toString();
  }

  /// A number for coordinates: two decimals, a point whatever the locale.
  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
