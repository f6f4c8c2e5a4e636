package fapo.verifier.fuzz;

import fapo.verifier.choice.Choices;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import fapo.verifier.compare.CheckOptions.Mode;
import fapo.verifier.compare.CheckOptions.Tolerance;
import fapo.verifier.compare.Rule;
import fapo.verifier.compare.Rules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Options made of bytes.
final class Settings {
  /// Rules that treat the reference otherwise than the candidate.
  private static final Set<Rule> ONE_SIDED =
      EnumSet.of(
          Rule.PERCENT_BARE,
          Rule.UNIT_REQUIRED,
          Rule.ACCEPT_SOLVED_INEQUALITY,
          Rule.RELATION_FOR_INTERVAL,
          Rule.DECIMAL_COMMA,
          Rule.BASE_UNDERSTOOD,
          Rule.REDUCED_FRACTION);

  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final Tolerance[] TOLERANCES = {
    Tolerance.EXACT, new Tolerance(0, 0, 6, 2), new Tolerance(1e-4, 0, 6), new Tolerance(0, 0.01, 3)
  };
  private static final Choices CHOICES = Choices.of(List.of("1", "x+1", "a cat", "\\Delta E"));

  private Settings() {}

  static CheckOptions of(Bytes bytes) {
    int first = bytes.take();
    if (first == 0) {
      return CheckOptions.DEFAULTS;
    }
    return new CheckOptions(
        bytes.take(16) == 15 ? Mode.FAPO_RECIPE : Mode.STANDARD,
        KINDS.get(first % KINDS.size()),
        (first & 16) == 0 ? Form.ANSWER : Form.RESPONSE,
        (first & 32) == 0 ? Choices.NONE : CHOICES,
        TOLERANCES[(first >> 6) & 3],
        rules(bytes),
        bytes.take(2) == 1);
  }

  /// The options with no rule that tells the two sides apart.
  static CheckOptions symmetric(CheckOptions options) {
    EnumSet<Rule> on = EnumSet.noneOf(Rule.class);
    on.addAll(options.rules().on());
    on.removeAll(ONE_SIDED);
    return new CheckOptions(
        Mode.STANDARD,
        options.kind(),
        Form.ANSWER,
        options.choices(),
        options.tolerance(),
        new Rules(on),
        false);
  }

  private static Rules rules(Bytes bytes) {
    int bits = bytes.take() | bytes.take() << 8 | bytes.take() << 16;
    EnumSet<Rule> on = EnumSet.noneOf(Rule.class);
    for (Rule rule : Rule.values()) {
      if ((bits & 1) == 1) {
        on.add(rule);
      }
      bits >>= 1;
    }
    return new Rules(on);
  }
}
