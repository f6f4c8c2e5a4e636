package fapo.cli.verify;

import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How many rows had which outcome, and by which rule.
public final class BatchSummary {
  private static final List<String> OUTCOMES =
      List.of("equivalent", "different", "undecided", "unreadable", "refused");

  /// Names of rules are few; beyond this many they are counted together.
  private static final int MOST_RULES = 64;

  private final Map<String, Map<String, Long>> counts = new TreeMap<>();
  private long rows;

  void add(String outcome, String rule) {
    rows++;
    Map<String, Long> rules = counts.computeIfAbsent(outcome, _ -> new TreeMap<>());
    boolean known = rules.size() < MOST_RULES || rules.containsKey(rule);
    rules.merge(known ? rule : "other", 1L, Long::sum);
  }

  /// A row that was answered before.
  void add(Row answered) throws RowException {
    String outcome = answered.name("outcome");
    if (!OUTCOMES.contains(outcome)) {
      throw new RowException(
          "outcome: '" + outcome + "' (expected: " + String.join(", ", OUTCOMES) + ")");
    }
    String reason =
        switch (outcome) {
          case "undecided" -> answered.name("reason");
          case "unreadable" -> answered.has("error") ? "reference" : answered.name("side");
          default -> answered.name("by");
        };
    add(outcome, reason);
  }

  public long rows() {
    return rows;
  }

  /// Rows that were no check.
  public long refused() {
    return count("refused");
  }

  /// A line for each outcome there was, with its rules, the most frequent first.
  public List<String> table() {
    List<String> table = new ArrayList<>();
    for (String outcome : OUTCOMES) {
      if (count(outcome) > 0) {
        table.add("%-11s %,9d%s".formatted(outcome, count(outcome), rules(outcome)));
      }
    }
    return table;
  }

  private String rules(String outcome) {
    String rules =
        counts.getOrDefault(outcome, Map.of()).entrySet().stream()
            .filter(entry -> !entry.getKey().isEmpty())
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(" · "));
    return rules.isEmpty() ? "" : "  (" + rules + ")";
  }

  private long count(String outcome) {
    return counts.getOrDefault(outcome, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
