package fapo.cli.report;

import java.util.List;

/// Tables of texts.
final class Tables {
  private Tables() {}

  /// @param rows the first is the head, the first cell of each names it
  static void write(Html page, List<List<String>> rows) {
    page.raw("<div class=\"scroll\"><table>\n");
    for (int i = 0; i < rows.size(); i++) {
      page.raw(i == 0 ? "<thead><tr>" : "<tr>");
      List<String> cells = rows.get(i);
      for (int j = 0; j < cells.size(); j++) {
        String open = i == 0 ? "<th scope=\"col\">" : j == 0 ? "<th scope=\"row\">" : "<td>";
        page.raw(open).text(cells.get(j)).raw(i == 0 || j == 0 ? "</th>" : "</td>");
      }
      page.raw(i == 0 ? "</tr></thead>\n<tbody>\n" : "</tr>\n");
    }
    page.raw("</tbody></table></div>\n");
  }
}
