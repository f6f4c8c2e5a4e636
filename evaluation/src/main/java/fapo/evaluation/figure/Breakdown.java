package fapo.evaluation.figure;

import fapo.evaluation.judged.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// A run cut into parts by what is known of each solution.
///
/// @param parts in order; each has at least one row
public record Breakdown(List<Part> parts) {
  // The least number of each part; the last is open.
  private static final int[] LENGTHS = {1, 3, 5, 7, 10, 15, 20, 30};
  private static final int[] POSITIONS = {0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30};

  public Breakdown {
    parts = List.copyOf(parts);
  }

  /// @param name for people: `3–4`, `30+`, or a kind
  public record Part(String name, Tally tally) {}

  /// By the number of steps.
  static Breakdown byLength(List<Judged> judged) {
    return ranges(
        judged.stream().filter(one -> one.truth().steps() > 0).toList(),
        one -> one.truth().steps(),
        LENGTHS);
  }

  /// Flawed solutions, by the 0-based index of the first wrong step.
  static Breakdown byPosition(List<Judged> judged) {
    return ranges(
        judged.stream().filter(one -> one.truth().flawed()).toList(),
        one -> one.truth().label(),
        POSITIONS);
  }

  /// By kind, in alphabetical order; rows without one are left out.
  static Breakdown byKind(List<Judged> judged) {
    SortedMap<String, Tally> kinds = new TreeMap<>();
    for (Judged one : judged) {
      if (!one.truth().kind().isEmpty()) {
        kinds
            .computeIfAbsent(one.truth().kind(), _ -> new Tally())
            .add(one.truth(), one.opinion().prediction());
      }
    }
    List<Part> parts = new ArrayList<>();
    kinds.forEach((kind, tally) -> parts.add(new Part(kind, tally)));
    return new Breakdown(parts);
  }

  private static Breakdown ranges(
      List<Judged> judged, Function<Judged, Integer> number, int[] starts) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      int from = starts[i];
      int to = i + 1 < starts.length ? starts[i + 1] : Integer.MAX_VALUE;
      Tally tally = new Tally();
      judged.stream()
          .filter(one -> number.apply(one) >= from && number.apply(one) < to)
          .forEach(one -> tally.add(one.truth(), one.opinion().prediction()));
      if (tally.rows() > 0) {
        parts.add(new Part(name(from, to), tally));
      }
    }
    return new Breakdown(parts);
  }

  private static String name(int from, int to) {
    if (to == Integer.MAX_VALUE) {
      return from + "+";
    }
    return to == from + 1 ? String.valueOf(from) : from + "–" + (to - 1);
  }
}
