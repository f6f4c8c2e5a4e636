package fapo.cli.preflight;

import fapo.cli.preflight.Finding.Kind;
import fapo.cli.rows.RowException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How many findings of each kind a run can live with: none, unless it is said.
public final class Allowance {
  private final Map<Kind, Limit> limits = new EnumMap<>(Kind.class);

  /// So many, or such a share of the rows.
  private record Limit(long count, double share) {}

  /// @param words `KIND=N` or `KIND=P%`; the kind `all` stands for each
  public static Allowance of(List<String> words) throws RowException {
    Allowance allowance = new Allowance();
    for (String word : words) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      List<Kind> kinds =
          Arrays.stream(Kind.values())
              .filter(kind -> name.equals("all") || name.equals(kind.word()))
              .toList();
      if (equals < 0 || kinds.isEmpty()) {
        throw new RowException("'%s' (expected: KIND=N or KIND=P%%; %s)".formatted(word, kinds()));
      }
      Limit limit = limit(word, word.substring(equals + 1));
      kinds.forEach(kind -> allowance.limits.put(kind, limit));
    }
    return allowance;
  }

  /// The most findings of a kind that are allowed.
  long most(Kind kind, long rows) {
    Limit limit = limits.getOrDefault(kind, new Limit(0, 0));
    return Math.max(limit.count(), (long) Math.floor(limit.share() * rows));
  }

  private static Limit limit(String word, String value) throws RowException {
    try {
      if (!value.endsWith("%")) {
        long count = Long.parseLong(value);
        if (count >= 0) {
          return new Limit(count, 0);
        }
      } else {
        double share = Double.parseDouble(value.substring(0, value.length() - 1)) / 100;
        if (share >= 0 && share <= 1) {
          return new Limit(0, share);
        }
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new RowException("'%s' (expected: a count, or 0%% to 100%%)".formatted(word));
  }

  private static String kinds() {
    return Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "))
        + " or all";
  }
}
