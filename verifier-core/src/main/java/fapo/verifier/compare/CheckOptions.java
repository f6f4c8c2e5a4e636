package fapo.verifier.compare;

import fapo.verifier.choice.Choices;

/// The settings of one check.
public record CheckOptions(
    Mode mode,
    Kind kind,
    Form form,
    Choices choices,
    Tolerance tolerance,
    Extraction extraction,
    Rules rules,
    boolean explain) {

  public static final CheckOptions DEFAULTS =
      new CheckOptions(
          Mode.STANDARD,
          Kind.AUTO,
          Form.RESPONSE,
          Choices.NONE,
          Tolerance.EXACT,
          new Extraction(true, true),
          new Rules(true, false, false, true, true),
          false);

  /// Whose equivalence decides.
  public enum Mode {
    STANDARD,
    /// The published FAPO recipe to the letter.
    FAPO_RECIPE
  }

  /// What the answers are.
  public enum Kind {
    /// Decided from the reference.
    AUTO,
    MATH,
    CHOICE,
    TEXT
  }

  /// What the candidate is.
  public enum Form {
    /// A whole response; the answer is looked for in it.
    RESPONSE,
    /// The answer itself.
    ANSWER
  }

  /// How far two numbers may be apart.
  ///
  /// @param relative dimensionless, in [0, 0.1]; 0: none
  /// @param absolute at least 0; 0: none
  /// @param significantDigits at which a decimal may stand for an exact value, 1 to 15
  public record Tolerance(double relative, double absolute, int significantDigits) {
    public static final Tolerance EXACT = new Tolerance(0, 0, 6);
  }

  /// @param strictThink an open think section makes the whole response unreadable
  /// @param lastNumber the last number of a response may stand as its answer
  public record Extraction(boolean strictThink, boolean lastNumber) {}

  /// @param percentBare `10` matches the reference `10%`
  /// @param orderedList lists without brackets must agree in order
  /// @param unitRequired a candidate needs the reference's unit
  /// @param solvedInequality `x > 2` matches the reference `(2, ∞)`
  /// @param decimalComma `1,5` may be 1.5
  public record Rules(
      boolean percentBare,
      boolean orderedList,
      boolean unitRequired,
      boolean solvedInequality,
      boolean decimalComma) {}

  public CheckOptions withForm(Form other) {
    return new CheckOptions(mode, kind, other, choices, tolerance, extraction, rules, explain);
  }

  public CheckOptions withKind(Kind other) {
    return new CheckOptions(mode, other, form, choices, tolerance, extraction, rules, explain);
  }

  public CheckOptions withMode(Mode other) {
    return new CheckOptions(other, kind, form, choices, tolerance, extraction, rules, explain);
  }

  public CheckOptions withChoices(Choices other) {
    return new CheckOptions(mode, kind, form, other, tolerance, extraction, rules, explain);
  }

  public CheckOptions withTolerance(Tolerance other) {
    return new CheckOptions(mode, kind, form, choices, other, extraction, rules, explain);
  }

  /// With canonical forms and the counted work in the result.
  public CheckOptions explained() {
    return new CheckOptions(mode, kind, form, choices, tolerance, extraction, rules, true);
  }
}
