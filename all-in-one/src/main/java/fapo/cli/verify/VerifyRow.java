package fapo.cli.verify;

import com.google.protobuf.ByteString;
import fapo.cli.json.Json;
import fapo.cli.rows.Complaints;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import fapo.verifier.choice.Choices;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Tolerance;
import fapo.verifier.compare.Rule;
import fapo.verifier.compare.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One check: `{id, gold, prediction, kind?, form?, options…}`.
///
/// @param id as it was read; null in JSON where absent
public record VerifyRow(Json id, String prediction, List<String> golds, CheckOptions options) {
  // What test collections call decimal places, and sets and inequalities beside each other.
  private static final String PLACES = "precision";
  private static final String RELATIONS = "allow_set_relation_comp";

  /// The names of the settings that are one value each.
  static final Set<String> SETTINGS = settings();

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
          RELATIONS);

  private static Set<String> settings() {
    Set<String> names =
        new TreeSet<>(
            List.of(
                "kind",
                "form",
                "mode",
                PLACES,
                "decimal_places",
                "min_significant_digits",
                "abs_tolerance",
                "absolute_tolerance",
                "relative_tolerance"));
    for (Rule rule : Rule.values()) {
      names.add(rule.field());
    }
    return names;
  }

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
        rules(row, defaults.rules()),
        defaults.explain());
  }

  private static Rules rules(Row row, Rules defaults) throws RowException {
    Rules rules = defaults;
    for (Rule rule : Rule.values()) {
      rules = rules.with(rule, flag(row, rule.field(), rules.has(rule)));
    }
    return row.has(RELATIONS)
        ? rules.with(Rule.ACCEPT_SOLVED_INEQUALITY, flag(row, RELATIONS, true))
        : rules;
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
    String placesName = row.has(PLACES) ? PLACES : "decimal_places";
    return new Tolerance(
        relative,
        absolute,
        whole(row, "min_significant_digits", 1, defaults.significantDigits()),
        whole(row, placesName, 0, defaults.decimalPlaces()));
  }

  private static int whole(Row row, String name, int least, int otherwise) throws RowException {
    Optional<Long> value = row.integer(name);
    if (value.isPresent() && (value.get() < least || value.get() > 15)) {
      throw row.wrong(name, least + " to 15");
    }
    return value.map(Long::intValue).orElse(otherwise);
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
