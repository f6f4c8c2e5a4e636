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

/// One check: `{id, gold, prediction, kind?, form?, options…}`.
///
/// @param id as it was read; null in JSON where absent
record VerifyRow(Json id, String prediction, List<String> golds, CheckOptions options) {
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "gold",
          "prediction",
          "alt_golds",
          "kind",
          "form",
          "mode",
          "options",
          "choices",
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
          "last_number_fallback",
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

  static VerifyRow of(long line, Row row, Complaints complaints) throws RowException {
    row.unknown(FIELDS).forEach(name -> complaints.unknownField(line, name));
    List<String> golds = new ArrayList<>(texts(row, "gold"));
    if (row.has("alt_golds")) {
      golds.addAll(texts(row, "alt_golds"));
    }
    return new VerifyRow(id(row), utf8(row.text("prediction"), "prediction"), golds, options(row));
  }

  /// For the answer to a row that cannot be used.
  static Json id(Row row) throws RowException {
    return row.has("id") ? row.value("id") : new Json.Null();
  }

  private static CheckOptions options(Row row) throws RowException {
    CheckOptions defaults = CheckOptions.DEFAULTS;
    return new CheckOptions(
        Names.mode(row.name("mode")),
        Names.kind(row.name("kind")),
        Names.form(row.name("form")),
        choices(row),
        tolerance(row),
        new Extraction(
            flag(row, "strict_think", defaults.extraction().strictThink()),
            flag(row, "last_number_fallback", defaults.extraction().lastNumber())),
        new Rules(
            flag(row, "percent_bare", defaults.rules().percentBare()),
            flag(row, "ordered_list", defaults.rules().orderedList()),
            flag(row, "unit_required", defaults.rules().unitRequired()),
            flag(row, "accept_solved_inequality", defaults.rules().solvedInequality()),
            flag(row, "decimal_comma", defaults.rules().decimalComma())),
        false);
  }

  private static Choices choices(Row row) throws RowException {
    String name = row.has("choices") ? "choices" : "options";
    return row.has(name) ? Choices.of(texts(row, name)) : Choices.NONE;
  }

  private static Tolerance tolerance(Row row) throws RowException {
    double relative = row.decimal("relative_tolerance").orElse(0.0);
    if (!(relative >= 0 && relative <= 0.1)) {
      throw row.wrong("relative_tolerance", "0 to 0.1");
    }
    String absoluteName = row.has("abs_tolerance") ? "abs_tolerance" : "absolute_tolerance";
    double absolute = row.decimal(absoluteName).orElse(0.0);
    if (!(absolute >= 0 && absolute < Double.POSITIVE_INFINITY)) {
      throw row.wrong(absoluteName, ">= 0, finite");
    }
    String digitsName = row.has("precision") ? "precision" : "min_significant_digits";
    Optional<Long> digits = row.integer(digitsName);
    if (digits.isPresent() && (digits.get() < 1 || digits.get() > 15)) {
      throw row.wrong(digitsName, "1 to 15");
    }
    return new Tolerance(
        relative, absolute, digits.map(Long::intValue).orElse(Tolerance.EXACT.significantDigits()));
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
