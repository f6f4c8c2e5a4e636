package fapo.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One plot: an SVG image with its name for readers who do not see it, and the same numbers as a
/// table.
final class Plot {
  private final String title;
  private final String note;
  private final Html svg = new Html();
  private final List<List<String>> table = new ArrayList<>();
  private final int width;
  private final int height;

  /// @param note what is drawn, in one sentence
  /// @param width of the image, in its own units
  Plot(String title, String note, int width, int height) {
    this.title = title;
    this.note = note;
    this.width = width;
    this.height = height;
  }

  Plot rect(double x, double y, double w, double h, String style, String hint) {
    svg.raw(
            "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\">"
                .formatted(Html.number(x), Html.number(y), Html.number(w), Html.number(h), style))
        .element("title", "", hint)
        .raw("</rect>\n");
    return this;
  }

  Plot line(double x1, double y1, double x2, double y2, String style) {
    svg.raw(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>\n"
            .formatted(Html.number(x1), Html.number(y1), Html.number(x2), Html.number(y2), style));
    return this;
  }

  Plot dot(double x, double y, double radius, String style, String hint) {
    svg.raw(
            "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" class=\"%s\">"
                .formatted(Html.number(x), Html.number(y), Html.number(radius), style))
        .element("title", "", hint)
        .raw("</circle>\n");
    return this;
  }

  /// @param anchor `start`, `middle` or `end`
  Plot label(double x, double y, String anchor, String style, String text) {
    svg.raw(
            "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">"
                .formatted(Html.number(x), Html.number(y), anchor, style))
        .text(text)
        .raw("</text>\n");
    return this;
  }

  /// A line of the table; the first one is its head.
  Plot row(String... cells) {
    table.add(List.of(cells));
    return this;
  }

  void write(Html page) {
    page.raw("<figure>\n<figcaption>").element("h3", "", title).element("p", "note", note);
    page.raw(
            "</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(width, height, Html.escaped(title + ". " + note)))
        .raw(svg.toString())
        .raw("</svg>\n");
    if (!table.isEmpty()) {
      page.raw("<details><summary>The numbers</summary>\n");
      Tables.write(page, table);
      page.raw("</details>\n");
    }
    page.raw("</figure>\n");
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
