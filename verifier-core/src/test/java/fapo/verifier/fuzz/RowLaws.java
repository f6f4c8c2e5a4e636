package fapo.verifier.fuzz;

import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.UnusableReferenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The laws over rows that somebody wrote: what breaks them, a line each.
final class RowLaws {
  private final AnswerVerifier verifier = new AnswerVerifier();

  /// @param id of the row, for people
  record Row(String id, String candidate, String reference, CheckOptions options) {}

  List<String> symmetry(List<Row> rows) {
    return broken(
        rows,
        (row, broken) -> {
          CheckOptions options = Settings.symmetric(row.options());
          String forth = outcome(row.candidate(), row.reference(), options);
          String back = outcome(row.reference(), row.candidate(), options);
          if (!forth.equals(back)) {
            broken.accept("symmetry: %s, swapped %s".formatted(forth, back));
          }
        });
  }

  List<String> reflexivity(List<Row> rows) {
    return broken(
        rows,
        (row, broken) -> {
          CheckOptions options = Settings.symmetric(row.options());
          for (String side : List.of(row.reference(), row.candidate())) {
            String outcome = outcome(side, side, options);
            if (!outcome.equals("equivalent") && !outcome.equals("refused")) {
              broken.accept("reflexivity: %s of %s".formatted(outcome, side));
            }
          }
        });
  }

  List<String> cosmetics(List<Row> rows) {
    return broken(
        rows,
        (row, broken) -> {
          String plain = outcome(row.candidate(), row.reference(), row.options());
          Cosmetics.of(row.candidate())
              .forEach(
                  (name, other) -> {
                    String outcome = outcome(other, row.reference(), row.options());
                    if (!outcome.equals(plain)) {
                      broken.accept("%s: %s, was %s".formatted(name, outcome, plain));
                    }
                  });
          Cosmetics.of(row.reference())
              .forEach(
                  (name, other) -> {
                    String outcome = outcome(row.candidate(), other, row.options());
                    if (!outcome.equals(plain)) {
                      broken.accept("reference, %s: %s, was %s".formatted(name, outcome, plain));
                    }
                  });
        });
  }

  private interface Law {
    void on(Row row, Consumer<String> broken);
  }

  private static List<String> broken(List<Row> rows, Law law) {
    List<String> broken = new ArrayList<>();
    for (Row row : rows) {
      law.on(
          row,
          what ->
              broken.add(
                  "%s: %s [%s | %s]".formatted(row.id(), what, row.candidate(), row.reference())));
    }
    return broken;
  }

  private String outcome(String candidate, String reference, CheckOptions options) {
    try {
      return switch (verifier.check(candidate, List.of(reference), options).check()) {
        case AnswerCheck.Equivalent _ -> "equivalent";
        case AnswerCheck.Different _ -> "different";
        case AnswerCheck.Undecided _, AnswerCheck.Unreadable _ -> "open";
      };
    } catch (UnusableReferenceException _) {
      return "refused";
    }
  }
}
