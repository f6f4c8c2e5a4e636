package fapo.verifier.compare;

import fapo.verifier.choice.Choices;

/// The settings of one check.
public record CheckOptions(
    Mode mode,
    Kind kind,
    Form form,
    Choices choices,
    Tolerance tolerance,
    Rules rules,
    boolean explain) {

  public static final CheckOptions DEFAULTS =
      new CheckOptions(
          Mode.STANDARD,
          Kind.AUTO,
          Form.RESPONSE,
          Choices.NONE,
          Tolerance.EXACT,
          Rules.DEFAULTS,
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
  /// @param decimalPlaces at which a decimal and another number must agree, both rounded, 0 to 15;
  ///     {@link #NO_PLACES}: not compared so
  public record Tolerance(
      double relative, double absolute, int significantDigits, int decimalPlaces) {
    public static final int NO_PLACES = -1;
    public static final Tolerance EXACT = new Tolerance(0, 0, 6, NO_PLACES);

    public Tolerance(double relative, double absolute, int significantDigits) {
      this(relative, absolute, significantDigits, NO_PLACES);
    }
  }

  public CheckOptions withForm(Form other) {
    return new CheckOptions(mode, kind, other, choices, tolerance, rules, explain);
  }

  public CheckOptions withKind(Kind other) {
    return new CheckOptions(mode, other, form, choices, tolerance, rules, explain);
  }

  public CheckOptions withMode(Mode other) {
    return new CheckOptions(other, kind, form, choices, tolerance, rules, explain);
  }

  public CheckOptions withChoices(Choices other) {
    return new CheckOptions(mode, kind, form, other, tolerance, rules, explain);
  }

  public CheckOptions withTolerance(Tolerance other) {
    return new CheckOptions(mode, kind, form, choices, other, rules, explain);
  }

  public CheckOptions with(Rule rule, boolean holds) {
    return new CheckOptions(mode, kind, form, choices, tolerance, rules.with(rule, holds), explain);
  }

  public boolean has(Rule rule) {
    return rules.has(rule);
  }

  /// With canonical forms and the counted work in the result.
  public CheckOptions explained() {
    return new CheckOptions(mode, kind, form, choices, tolerance, rules, true);
  }
}
