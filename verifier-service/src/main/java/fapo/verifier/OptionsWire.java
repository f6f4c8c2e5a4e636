package fapo.verifier;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.rpc.BadRequest.FieldViolation;
import fapo.verifier.choice.Choices;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import fapo.verifier.compare.CheckOptions.Mode;
import fapo.verifier.compare.CheckOptions.Tolerance;
import fapo.verifier.compare.Rule;
import fapo.verifier.compare.Rules;
import fapo.verifier.v1.Choice;
import fapo.verifier.v1.VerifyOptions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads the settings of a check; what is left out gets its documented default, what is out of
/// range
/// is refused by name.
final class OptionsWire {
  private static final Map<Rule, FieldDescriptor> FIELDS = fields();

  private OptionsWire() {}

  static CheckOptions options(VerifyOptions wire, String path, List<FieldViolation> violations) {
    return new CheckOptions(
        mode(wire, path, violations),
        kind(wire, path, violations),
        form(wire, path, violations),
        choices(wire, path, violations),
        tolerance(wire, path, violations),
        rules(wire),
        wire.getExplain());
  }

  // A rule is the contract's field of its name.
  private static Rules rules(VerifyOptions wire) {
    Rules rules = Rules.DEFAULTS;
    for (Rule rule : Rule.values()) {
      FieldDescriptor field = FIELDS.get(rule);
      if (wire.hasField(field)) {
        rules = rules.with(rule, (Boolean) wire.getField(field));
      }
    }
    return rules;
  }

  private static Map<Rule, FieldDescriptor> fields() {
    Map<Rule, FieldDescriptor> fields = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      fields.put(rule, requireNonNull(VerifyOptions.getDescriptor().findFieldByName(rule.field())));
    }
    return fields;
  }

  private static Mode mode(VerifyOptions wire, String path, List<FieldViolation> violations) {
    return switch (wire.getMode()) {
      case VERIFY_MODE_UNSPECIFIED, VERIFY_MODE_STANDARD -> Mode.STANDARD;
      case VERIFY_MODE_FAPO_RECIPE -> Mode.FAPO_RECIPE;
      case UNRECOGNIZED -> unknown(path + "mode", wire.getModeValue(), violations, Mode.STANDARD);
    };
  }

  private static Kind kind(VerifyOptions wire, String path, List<FieldViolation> violations) {
    return switch (wire.getKind()) {
      case ANSWER_KIND_UNSPECIFIED, ANSWER_KIND_AUTO -> Kind.AUTO;
      case ANSWER_KIND_MATH -> Kind.MATH;
      case ANSWER_KIND_CHOICE -> Kind.CHOICE;
      case ANSWER_KIND_TEXT -> Kind.TEXT;
      case UNRECOGNIZED -> unknown(path + "kind", wire.getKindValue(), violations, Kind.AUTO);
    };
  }

  private static Form form(VerifyOptions wire, String path, List<FieldViolation> violations) {
    return switch (wire.getForm()) {
      case ANSWER_FORM_UNSPECIFIED, ANSWER_FORM_RESPONSE -> Form.RESPONSE;
      case ANSWER_FORM_ANSWER -> Form.ANSWER;
      case UNRECOGNIZED -> unknown(path + "form", wire.getFormValue(), violations, Form.RESPONSE);
    };
  }

  private static <T> T unknown(
      String field, int value, List<FieldViolation> violations, T instead) {
    violations.addAll(
        VerifierWire.violation(field, value + " (expected: a value of this contract)"));
    return instead;
  }

  private static Choices choices(VerifyOptions wire, String path, List<FieldViolation> violations) {
    List<Character> letters = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < wire.getChoicesCount(); i++) {
      Choice choice = wire.getChoices(i);
      String field = path + "choices[" + i + "].";
      String letter =
          choice.getLetter().isEmpty() && i < 10
              ? String.valueOf((char) ('A' + i))
              : choice.getLetter();
      boolean valid = letter.length() == 1 && letter.charAt(0) >= 'A' && letter.charAt(0) <= 'J';
      if (!valid || letters.contains(letter.charAt(0))) {
        violations.addAll(
            VerifierWire.violation(
                field + "letter", "'" + letter + "' (expected: A to J, each once)"));
        continue;
      }
      letters.add(letter.charAt(0));
      texts.add(VerifierWire.utf8(choice.getText(), field + "text", violations));
    }
    return letters.isEmpty() ? Choices.NONE : new Choices(letters, texts);
  }

  private static Tolerance tolerance(
      VerifyOptions wire, String path, List<FieldViolation> violations) {
    double relative = wire.getRelativeTolerance();
    double absolute = wire.getAbsoluteTolerance();
    int digits =
        wire.hasMinSignificantDigits()
            ? wire.getMinSignificantDigits()
            : Tolerance.EXACT.significantDigits();
    if (!(relative >= 0 && relative <= 0.1)) {
      violations.addAll(
          VerifierWire.violation(path + "relative_tolerance", relative + " (expected: 0 to 0.1)"));
    }
    if (!(absolute >= 0 && absolute < Double.POSITIVE_INFINITY)) {
      violations.addAll(
          VerifierWire.violation(
              path + "absolute_tolerance", absolute + " (expected: >= 0, finite)"));
    }
    if (digits < 1 || digits > 15) {
      violations.addAll(
          VerifierWire.violation(path + "min_significant_digits", digits + " (expected: 1 to 15)"));
    }
    int places = wire.hasDecimalPlaces() ? wire.getDecimalPlaces() : Tolerance.NO_PLACES;
    if (wire.hasDecimalPlaces() && (places < 0 || places > 15)) {
      violations.addAll(
          VerifierWire.violation(
              path + "decimal_places", Integer.toUnsignedString(places) + " (expected: 0 to 15)"));
    }
    return new Tolerance(relative, absolute, digits, places);
  }
}
