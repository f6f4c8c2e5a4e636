package fapo.cli.score;

import fapo.reward.v1.Alarm;
import fapo.reward.v1.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// The summary as people read it.
public final class SummaryText {
  private static final int WIDEST_STATEMENT = 60;

  private final Summary summary;
  private final List<String> lines = new ArrayList<>();

  private SummaryText(Summary summary) {
    this.summary = summary;
  }

  /// @param mostFlaws flawed positives listed, at most
  /// @param seconds of scoring
  public static List<String> lines(Summary summary, int mostFlaws, double seconds) {
    SummaryText text = new SummaryText(summary);
    text.flaws(mostFlaws);
    text.counts();
    text.numbers();
    text.labels();
    text.line("time", speed(summary, seconds));
    return text.lines;
  }

  private void flaws(int most) {
    List<Summary.Flawed> flaws = summary.flawed;
    if (flaws.isEmpty()) {
      return;
    }
    lines.add("Flawed positives: right answers by wrong reasoning");
    int widest = 7;
    for (Summary.Flawed flaw : flaws.subList(0, Math.min(most, flaws.size()))) {
      widest = Math.max(widest, name(flaw).length());
    }
    String row = "  %-" + widest + "s  %4s  %s";
    lines.add(row.formatted("rollout", "step", "false statement"));
    for (Summary.Flawed flaw : flaws.subList(0, Math.min(most, flaws.size()))) {
      String step = flaw.step() < 0 ? "-" : String.valueOf(flaw.step());
      lines.add(row.formatted(name(flaw), step, statement(flaw)).stripTrailing());
    }
    if (summary.flawedCount > most) {
      lines.add("  … and " + (summary.flawedCount - most) + " more (--show N)");
    }
    lines.add("");
  }

  private void counts() {
    line("groups", summary.groupCount, inWords(summary.groups));
    line("rollouts", summary.rolloutCount, inWords(summary.answers));
    String share = percent(summary.right, summary.rolloutCount);
    line("right", summary.right, share.isEmpty() ? "" : share + " of the rollouts");
    line(
        "flawed positives",
        summary.flawedCount,
        summary.right == 0 ? "" : percent(summary.flawedCount, summary.right) + " of the right");
    line("verdicts", summary.right, inWords(summary.verdicts));
    if (summary.unscored > 0) {
      line("unscored", summary.unscored, "masked: they do not vote in their group");
    }
    if (summary.replayed > 0) {
      line("replayed", summary.replayed, "groups answered from the record");
    }
    if (summary.worstAlarm != Alarm.ALARM_UNSPECIFIED) {
      lines.add(
          "warning: many rollouts were rewarded without the verdict they needed (see degraded"
              + " groups)");
    }
  }

  private void numbers() {
    if (summary.rewards.isEmpty()) {
      return;
    }
    StringJoiner rewards = new StringJoiner(" · ");
    summary.rewards.entrySet().stream()
        .limit(8)
        .forEach(entry -> rewards.add("%+.2f: %,d".formatted(entry.getKey(), entry.getValue())));
    line("reward", rewards + (summary.rewards.size() > 8 ? " · …" : ""));
    Distribution spread = summary.advantages;
    line(
        "advantage",
        "min %+.3f · 10 %% %+.2f · median %+.2f · 90 %% %+.2f · max %+.3f"
            .formatted(
                spread.min(),
                spread.quantile(0.1),
                spread.quantile(0.5),
                spread.quantile(0.9),
                spread.max()));
  }

  private void labels() {
    if (summary.labelled == 0) {
      return;
    }
    line(
        "agreement",
        "%,d of %,d labels (%s)"
            .formatted(
                summary.agreed, summary.labelled, percent(summary.agreed, summary.labelled)));
    for (Summary.Disagreement one : summary.disagreements.stream().limit(10).toList()) {
      lines.add(
          "  %s %s: labelled %s, found %s"
              .formatted(
                  one.groupId(), one.rolloutId(), one.label() ? "right" : "wrong", one.outcome()));
    }
  }

  /// Where the answers are on record.
  public static String record(Summary summary) {
    StringJoiner where = new StringJoiner(", ");
    for (Map.Entry<Recorded, Long> entry : summary.records.entrySet()) {
      switch (entry.getKey()) {
        case RECORDED_POSTGRES -> where.add("%,d groups in PostgreSQL".formatted(entry.getValue()));
        case RECORDED_SPOOL -> where.add("%,d in the spool".formatted(entry.getValue()));
        case RECORDED_PENDING -> where.add("%,d pending".formatted(entry.getValue()));
        case RECORDED_UNSPECIFIED, UNRECOGNIZED ->
            where.add("%,d not recorded".formatted(entry.getValue()));
      }
    }
    return where.toString();
  }

  private static String speed(Summary summary, double seconds) {
    return "%.2f s · %,.0f rollouts/s"
        .formatted(seconds, summary.rolloutCount / Math.max(seconds, 1e-9));
  }

  private void line(String name, long count, String detail) {
    line(name, "%,d%s".formatted(count, detail.isEmpty() ? "" : "  (" + detail + ")"));
  }

  private void line(String name, String text) {
    lines.add("%-17s %s".formatted(name, text));
  }

  private static String name(Summary.Flawed flaw) {
    return flaw.rolloutId().isEmpty() ? flaw.groupId() : flaw.rolloutId();
  }

  private static String statement(Summary.Flawed flaw) {
    String statement = printable(flaw.statement());
    if (statement.length() > WIDEST_STATEMENT) {
      statement = statement.substring(0, WIDEST_STATEMENT - 1) + "…";
    }
    return flaw.computed().isEmpty()
        ? statement
        : statement + "   (is " + printable(flaw.computed()) + ")";
  }

  /// A solution's text must not move the cursor.
  static String printable(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "�").strip();
  }

  private static String inWords(Map<String, Long> counts) {
    StringJoiner words = new StringJoiner(" · ");
    counts.forEach((name, count) -> words.add("%s %,d".formatted(name.replace('_', ' '), count)));
    return words.toString();
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "" : "%.1f %%".formatted(100.0 * part / whole);
  }
}
