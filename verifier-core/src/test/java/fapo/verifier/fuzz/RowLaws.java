package fapo.verifier.fuzz;

import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.LabelledRow;
import fapo.verifier.compare.UnusableReferenceException;
import fapo.verifier.text.Extracted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The laws over rows that somebody wrote: what breaks them, a line each.
final class RowLaws {
  private final AnswerVerifier verifier = new AnswerVerifier();

  /// @param id of the row, for people
  record Row(String id, String candidate, String reference, CheckOptions options) {}

  /// Prints every break of a law by the golden and the real rows.
  public static void main(String[] args) {
    RowLaws laws = new RowLaws();
    laws.broken(golden()).forEach(System.out::println);
    laws.broken(real()).forEach(System.out::println);
  }

  /// The golden pairs, in the tree.
  static List<Row> golden() {
    return Seeds.rows("answers.tsv")
        .map(row -> new Row(row[0], row[1], row[2], CheckOptions.DEFAULTS.withForm(Form.ANSWER)))
        .toList();
  }

  /// The labelled answers of the real data, where present.
  static List<Row> real() {
    return Stream.of(LabelledRow.core(), LabelledRow.derived(), LabelledRow.probes())
        .flatMap(List::stream)
        .filter(row -> row.options().form() == Form.ANSWER)
        .map(row -> new Row(row.id(), row.candidate(), row.references().getFirst(), row.options()))
        .toList();
  }

  List<String> broken(List<Row> rows) {
    return Stream.of(symmetry(rows), reflexivity(rows), cosmetics(rows))
        .flatMap(List::stream)
        .toList();
  }

  // Only a candidate is searched for its answer, and only a reference's decimals say how many
  // digits
  // count: rows where either matters have sides that are not alike.
  private List<String> symmetry(List<Row> rows) {
    return broken(
        rows,
        (row, broken) -> {
          CheckOptions options = Settings.symmetric(row.options());
          if (searched(row, options)
              || Laws.decimal(row.candidate()) != Laws.decimal(row.reference())) {
            return;
          }
          String forth = outcome(row.candidate(), row.reference(), options);
          String back = outcome(row.reference(), row.candidate(), options);
          if (!forth.equals(back)) {
            broken.accept("symmetry: %s, swapped %s".formatted(forth, back));
          }
        });
  }

  private List<String> reflexivity(List<Row> rows) {
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

  private List<String> cosmetics(List<Row> rows) {
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

  private boolean searched(Row row, CheckOptions options) {
    try {
      return verifier
          .check(row.candidate(), List.of(row.reference()), options)
          .extracted()
          .filter(found -> found.source() != Extracted.Source.WHOLE)
          .isPresent();
    } catch (UnusableReferenceException _) {
      return true;
    }
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
