package fapo.cli.verify;

import com.google.protobuf.ByteString;
import fapo.cli.json.Json;
import fapo.cli.rows.Complaints;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import fapo.verifier.choice.Choices;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Extraction;
import fapo.verifier.compare.CheckOptions.Rules;
import fapo.verifier.compare.CheckOptions.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One check: `{id, gold, prediction, kind?, form?, options…}`.
///
/// @param id as it was read; null in JSON where absent
public record VerifyRow(Json id, String prediction, List<String> golds, CheckOptions options) {
  /// The names of the settings that are one value each.
  static final Set<String> SETTINGS =
      new TreeSet<>(
          List.of(
              "kind",
              "form",
              "mode",
              "precision",
              "min_significant_digits",
              "abs_tolerance",
              "absolute_tolerance",
              "relative_tolerance",
              "percent_bare",
              "ordered_list",
              "unit_required",
              "accept_solved_inequality",
              "decimal_comma",
              "strict_think",
              "last_number_fallback"));

  private static final Set<String> OTHERS =
      Set.of(
          "id",
          "gold",
          "prediction",
          "alt_golds",
          "options",
          "choices",
          // What test collections carry besides, without meaning for a check.
          "source",
          "expected",
          "gold_form",
          "test",
          "match_types",
          "policy",
          "license",
          "strict",
          "allow_set_relation_comp");

  /// @param defaults the settings of a row that does not say them itself
  static VerifyRow of(long line, Row row, CheckOptions defaults, Complaints complaints)
      throws RowException {
    for (String name : row.unknown(OTHERS)) {
      if (!SETTINGS.contains(name)) {
        complaints.unknownField(line, name);
      }
    }
    List<String> golds = new ArrayList<>(texts(row, "gold"));
    if (row.has("alt_golds")) {
      golds.addAll(texts(row, "alt_golds"));
    }
    return new VerifyRow(
        id(row), utf8(row.text("prediction"), "prediction"), golds, options(row, defaults));
  }

  /// For the answer to a row that cannot be used.
  static Json id(Row row) throws RowException {
    return row.has("id") ? row.value("id") : new Json.Null();
  }

  /// The settings among a row's fields, over those given.
  public static CheckOptions options(Row row, CheckOptions defaults) throws RowException {
    return new CheckOptions(
        row.has("mode") ? Names.mode(row.name("mode")) : defaults.mode(),
        row.has("kind") ? Names.kind(row.name("kind")) : defaults.kind(),
        row.has("form") ? Names.form(row.name("form")) : defaults.form(),
        choices(row, defaults.choices()),
        tolerance(row, defaults.tolerance()),
        new Extraction(
            flag(row, "strict_think", defaults.extraction().strictThink()),
            flag(row, "last_number_fallback", defaults.extraction().lastNumber())),
        new Rules(
            flag(row, "percent_bare", defaults.rules().percentBare()),
            flag(row, "ordered_list", defaults.rules().orderedList()),
            flag(row, "unit_required", defaults.rules().unitRequired()),
            flag(row, "accept_solved_inequality", defaults.rules().solvedInequality()),
            flag(row, "decimal_comma", defaults.rules().decimalComma())),
        defaults.explain());
  }

  private static Choices choices(Row row, Choices otherwise) throws RowException {
    String name = row.has("choices") ? "choices" : "options";
    return row.has(name) ? Choices.of(texts(row, name)) : otherwise;
  }

  private static Tolerance tolerance(Row row, Tolerance defaults) throws RowException {
    double relative = row.decimal("relative_tolerance").orElse(defaults.relative());
    if (!(relative >= 0 && relative <= 0.1)) {
      throw row.wrong("relative_tolerance", "0 to 0.1");
    }
    String absoluteName = row.has("abs_tolerance") ? "abs_tolerance" : "absolute_tolerance";
    double absolute = row.decimal(absoluteName).orElse(defaults.absolute());
    if (!(absolute >= 0 && absolute < Double.POSITIVE_INFINITY)) {
      throw row.wrong(absoluteName, ">= 0, finite");
    }
    String digitsName = row.has("precision") ? "precision" : "min_significant_digits";
    Optional<Long> digits = row.integer(digitsName);
    if (digits.isPresent() && (digits.get() < 1 || digits.get() > 15)) {
      throw row.wrong(digitsName, "1 to 15");
    }
    return new Tolerance(
        relative, absolute, digits.map(Long::intValue).orElse(defaults.significantDigits()));
  }

  private static boolean flag(Row row, String name, boolean otherwise) throws RowException {
    return row.bool(name).orElse(otherwise);
  }

  private static List<String> texts(Row row, String name) throws RowException {
    List<String> texts = new ArrayList<>();
    for (ByteString text : row.texts(name)) {
      texts.add(utf8(text, name));
    }
    return texts;
  }

  private static String utf8(ByteString bytes, String name) throws RowException {
    if (!bytes.isValidUtf8()) {
      throw new RowException(name + ": malformed UTF-8 (expected: UTF-8)");
    }
    return bytes.toStringUtf8();
  }
}
