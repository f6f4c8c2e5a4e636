package fapo.verifier.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the tables of the accuracy page: what of the labelled rows is right, here and by
/// Math-Verify, and the reason of every miss. Fails where a miss has no reason, or a reason no
// miss.
final class AccuracyReport {
  private static final String BEGIN = "<!-- figures: benchmarks/verifier/accuracy writes these -->";
  private static final String END = "<!-- end of figures -->";
  private static final Path ROOT = Path.of(System.getProperty("fapo.root", "."));
  private static final Path PAGE = ROOT.resolve("docs/reference/verifier-accuracy.md");
  private static final Path REASONS = ROOT.resolve("testdata/verify/known-misses.tsv");
  private static final int FEW = 10;

  private final StringBuilder page = new StringBuilder();

  private AccuracyReport() {}

  /// Arguments: the file that `Labels` wrote, and the date and machine of the figures.
  public static void main(String[] args) throws IOException {
    Map<String, Boolean> peer =
        table(Path.of(args[0])).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().equals("equivalent")));
    Map<String, List<Judged>> sets = new LinkedHashMap<>();
    sets.put("peer cases, core", Judged.of(RealRow.core(), peer));
    sets.put("derived rewritings and near misses", Judged.of(RealRow.derived(), peer));
    sets.put("probes", Judged.of(RealRow.probes(), peer));
    Map<String, String> reasons = table(REASONS);
    AccuracyReport report = new AccuracyReport();
    report.write(sets, reasons, args[1]);
    String text = Files.readString(PAGE);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    Files.writeString(
        PAGE, text.substring(0, from) + "\n\n" + report.page + text.substring(text.indexOf(END)));
    System.exit(unargued(sets, reasons) ? 1 : 0);
  }

  private void write(Map<String, List<Judged>> sets, Map<String, String> reasons, String when) {
    page.append(when).append(".\n\n");
    errors(sets);
    shares("kind of peer case", by(sets.get("peer cases, core"), row -> row.field("kind")));
    shares("source of peer cases", by(sets.get("peer cases, core"), AccuracyReport::source));
    shares(
        "transformation of a derived row",
        by(sets.get("derived rewritings and near misses"), row -> row.field("test")));
    misses(sets, reasons);
  }

  private void errors(Map<String, List<Judged>> sets) {
    page.append(
        """
        | rows | | right | missed | false "equivalent" |
        |---|---|--:|--:|--:|
        """);
    sets.forEach(
        (name, rows) -> {
          line(name, "this verifier", rows, Judged::ours);
          line("", "Math-Verify 0.8.0", rows, Judged::peer);
        });
    page.append('\n');
  }

  private void line(String name, String grader, List<Judged> rows, Function<Judged, Boolean> says) {
    long missed = rows.stream().filter(row -> row.expected() && !says.apply(row)).count();
    long wrong = rows.stream().filter(row -> !row.expected() && says.apply(row)).count();
    long right = rows.size() - missed - wrong;
    page.append(
        "| %s | %s | %,d of %,d (%s) | %d | %d |%n"
            .formatted(name, grader, right, rows.size(), share(right, rows), missed, wrong));
  }

  private void shares(String what, Map<String, List<Judged>> groups) {
    page.append("| %s | rows | this verifier | Math-Verify |%n|---|--:|--:|--:|%n".formatted(what));
    groups.forEach(
        (name, rows) -> {
          long ours = rows.stream().filter(Judged::right).count();
          long peer = rows.stream().filter(Judged::peerRight).count();
          page.append(
              "| %s | %d | %s | %s |%n"
                  .formatted(name, rows.size(), share(ours, rows), share(peer, rows)));
        });
    page.append('\n');
  }

  private void misses(Map<String, List<Judged>> sets, Map<String, String> reasons) {
    page.append("| wrong here | | label | reason |\n|---|---|---|---|\n");
    wrong(sets)
        .forEach(
            row ->
                page.append(
                    "| %s | %s | %s | %s |%n"
                        .formatted(
                            row.id(),
                            row.falseEquivalent() ? "false \"equivalent\"" : "missed",
                            row.expected() ? "equivalent" : "different",
                            reasons.getOrDefault(row.id(), "NO REASON GIVEN"))));
    page.append('\n');
  }

  private static boolean unargued(Map<String, List<Judged>> sets, Map<String, String> reasons) {
    List<String> wrong = wrong(sets).map(Judged::id).toList();
    List<String> without = wrong.stream().filter(id -> !reasons.containsKey(id)).toList();
    List<String> stale = reasons.keySet().stream().filter(id -> !wrong.contains(id)).toList();
    without.forEach(id -> System.err.println(id + ": wrong, and no reason is given in " + REASONS));
    stale.forEach(id -> System.err.println(id + ": right now; take it out of " + REASONS));
    return !without.isEmpty() || !stale.isEmpty();
  }

  private static Stream<Judged> wrong(Map<String, List<Judged>> sets) {
    return sets.values().stream().flatMap(List::stream).filter(row -> !row.right());
  }

  private static Map<String, List<Judged>> by(
      List<Judged> rows, Function<Judged, String> property) {
    Map<String, List<Judged>> groups =
        rows.stream().collect(Collectors.groupingBy(property, TreeMap::new, Collectors.toList()));
    Map<String, List<Judged>> shown = new LinkedHashMap<>();
    List<Judged> others = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          if (group.size() < FEW) {
            others.addAll(group);
          } else {
            shown.put(name, group);
          }
        });
    if (!others.isEmpty()) {
      shown.put("others", others);
    }
    return shown;
  }

  // The repository: `owner/name:path` without what follows the colon.
  private static String source(Judged row) {
    String source = row.field("source");
    int colon = source.indexOf(':');
    return colon < 0 ? source : source.substring(0, colon);
  }

  private static String share(long right, List<Judged> rows) {
    return "%.2f %%".formatted(100.0 * right / rows.size());
  }

  private static Map<String, String> table(Path file) throws IOException {
    Map<String, String> table = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] fields = line.split("\t", 2);
        table.put(fields[0], fields[1]);
      }
    }
    return table;
  }
}
