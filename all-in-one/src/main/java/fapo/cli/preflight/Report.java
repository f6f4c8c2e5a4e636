package fapo.cli.preflight;

import fapo.cli.preflight.Finding.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was found in all lines so far: counts, and the first findings of each reason.
public final class Report {
  /// Characters of a reference kept as an example.
  private static final int LONGEST = 1000;

  private final int examples;
  private final Map<Kind, Map<String, Group>> findings = new EnumMap<>(Kind.class);
  private final Map<String, Long> shapes = new TreeMap<>();
  private final Map<String, Long> sources = new TreeMap<>();
  private long rows;
  private long clean;

  /// @param examples how many findings of each reason are kept
  Report(int examples) {
    this.examples = examples;
  }

  /// A finding and its row.
  record Example(long line, String id, Finding finding) {}

  /// The findings of one reason.
  static final class Group {
    private final List<Example> first = new ArrayList<>();
    private long count;

    long count() {
      return count;
    }

    List<Example> first() {
      return Collections.unmodifiableList(first);
    }
  }

  void add(Examined row, List<Finding> all) {
    rows++;
    clean += all.isEmpty() ? 1 : 0;
    row.shapes().forEach(shape -> shapes.merge(shape, 1L, Long::sum));
    if (!row.source().isEmpty()) {
      sources.merge(row.source(), 1L, Long::sum);
    }
    for (Finding finding : all) {
      Group group =
          findings
              .computeIfAbsent(finding.kind(), _ -> new TreeMap<>())
              .computeIfAbsent(finding.reason(), _ -> new Group());
      group.count++;
      if (group.first.size() < examples) {
        group.first.add(new Example(row.line(), row.id(), shortened(finding)));
      }
    }
  }

  // Examples are few, but a reference can be a megabyte.
  private static Finding shortened(Finding of) {
    return of.subject().length() <= LONGEST
        ? of
        : new Finding(
            of.kind(),
            of.reason(),
            of.subject().substring(0, LONGEST) + "…",
            of.detail(),
            of.position(),
            of.otherLine());
  }

  public long rows() {
    return rows;
  }

  /// Rows without a finding.
  long clean() {
    return clean;
  }

  /// References that can be used, by what they are.
  Map<String, Long> shapes() {
    return Collections.unmodifiableMap(shapes);
  }

  /// Rows by where their references were taken from.
  Map<String, Long> sources() {
    return Collections.unmodifiableMap(sources);
  }

  Map<String, Group> reasons(Kind kind) {
    return Collections.unmodifiableMap(findings.getOrDefault(kind, Map.of()));
  }

  long count(Kind kind) {
    return reasons(kind).values().stream().mapToLong(Group::count).sum();
  }
}
