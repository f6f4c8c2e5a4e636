package fapo.cli.report;

import com.google.protobuf.ByteString;
import fapo.cli.evaluate.Labelled;
import fapo.cli.evaluate.WorstCases;
import fapo.cli.evaluate.WorstCases.Case;
import fapo.cli.evaluate.WorstCases.Kind;
import fapo.evaluation.judged.Prediction;
import java.util.List;
import java.util.Locale;

/// The worst cases with their texts.
final class Cases {
  private static final int LONGEST = 4000;

  private Cases() {}

  static void write(Html page, WorstCases worst) {
    for (Kind kind : Kind.values()) {
      List<Case> cases = worst.of(kind);
      if (!cases.isEmpty()) {
        page.element("h3", "", title(kind)).element("p", "note", note(kind));
        for (int i = 0; i < cases.size(); i++) {
          write(page, cases.get(i), i == 0);
        }
      }
    }
  }

  private static String title(Kind kind) {
    return switch (kind) {
      case FALSE_FLAG -> "False flags";
      case MISSED -> "Missed flaws";
      case MISPLACED -> "Flaws found at another step";
      case NOT_JUDGED -> "Flawed solutions that were not judged";
    };
  }

  private static String note(Kind kind) {
    return switch (kind) {
      case FALSE_FLAG ->
          "Clean solutions with a right answer that were flagged: each costs a reward that was"
              + " earned. The surest first.";
      case MISSED -> "Flawed solutions called clean, the surest first.";
      case MISPLACED -> "The furthest from the label first.";
      case NOT_JUDGED -> "Abstentions count as misses.";
    };
  }

  private static void write(Html page, Case one, boolean open) {
    Labelled row = one.row();
    page.raw(open ? "<details class=\"case\" open><summary>" : "<details class=\"case\"><summary>")
        .element("b", "", row.id())
        .text(" · " + file(row) + ", line " + row.line() + " · " + said(one) + ", " + label(row))
        .raw("</summary>\n");
    if (!row.material().problem().isEmpty()) {
      page.element("p", "text problem", cut(row.material().problem().toStringUtf8()));
    }
    steps(page, one);
    if (!row.material().reference().isEmpty()) {
      page.element(
          "p", "note", "Reference answer: " + cut(row.material().reference().toStringUtf8()));
    }
    if (!one.answer().words().isEmpty()) {
      page.element("h4", "", "What the critic said")
          .element("p", "text words", cut(one.answer().words()));
    }
    page.raw("</details>\n");
  }

  private static void steps(Html page, Case one) {
    List<ByteString> steps = one.row().material().steps();
    if (steps.isEmpty()) {
      return;
    }
    int named =
        one.answer().opinion().prediction() instanceof Prediction.Flawed(int step) ? step : -1;
    page.raw("<ol start=\"0\" class=\"steps\">\n");
    for (int i = 0; i < steps.size(); i++) {
      page.raw("<li>");
      if (i == one.row().truth().label()) {
        page.element("span", "mark labelled", "first wrong step");
      }
      if (i == named) {
        page.element("span", "mark named", "named by the critic");
      }
      page.element("span", "text", cut(steps.get(i).toStringUtf8())).raw("</li>\n");
    }
    page.raw("</ol>\n");
  }

  private static String said(Case one) {
    String score =
        one.answer()
            .opinion()
            .score()
            .map(s -> String.format(Locale.ROOT, " (score %.2f)", s.value()))
            .orElse("");
    return switch (one.answer().opinion().prediction()) {
      case Prediction.Clean() -> "called clean" + score;
      case Prediction.Flawed(int step) ->
          (step < 0 ? "flagged" : "flagged at step " + step) + score;
      case Prediction.Abstained(var why) -> why.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static String label(Labelled row) {
    return row.truth().flawed() ? "labelled " + row.truth().label() : "labelled clean";
  }

  private static String file(Labelled row) {
    return row.file().substring(row.file().lastIndexOf('/') + 1);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "… (%,d characters more)".formatted(text.length() - LONGEST);
  }
}
