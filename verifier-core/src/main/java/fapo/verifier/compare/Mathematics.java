package fapo.verifier.compare;

import fapo.verifier.compare.AnswerCheck.Different;
import fapo.verifier.compare.AnswerCheck.Equivalent;
import fapo.verifier.compare.AnswerCheck.Undecided;
import fapo.verifier.compare.AnswerCheck.Unreadable;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Substitution;
import fapo.verifier.expr.Work;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;
import fapo.verifier.text.Words;
import org.jspecify.annotations.Nullable;

/// Reads both sides as mathematics and compares what they say. A side that cannot be read whole is
/// not
/// compared at all.
final class Mathematics {
  private static final Substitution J =
      new Substitution(new Expr.Sym("j"), new Expr.Const(Constant.I));

  private Mathematics() {}

  /// The outcome, or null where this is not mathematics on either side.
  static @Nullable AnswerCheck compare(
      String candidate, String reference, CheckOptions options, Work work) {
    if (candidate.length() > Ladder.LONGEST || reference.length() > Ladder.LONGEST) {
      return Ladder.limit("an answer over " + Ladder.LONGEST + " characters");
    }
    try {
      work.step(candidate.length() + reference.length());
      return switch (AnswerParser.parse(reference)) {
        case Parsed.Read(Expr expected) ->
            against(
                candidate,
                reference,
                imaginary(expected, options),
                options,
                new Structures(options, work));
        case Parsed.Stopped _ -> null;
      };
    } catch (LimitException limit) {
      return Ladder.limit(limit.limit());
    }
  }

  private static @Nullable AnswerCheck against(
      String candidate,
      String reference,
      Expr expected,
      CheckOptions options,
      Structures structures) {
    return switch (AnswerParser.parse(candidate)) {
      case Parsed.Read(Expr read) -> {
        Expr given = imaginary(read, options);
        if (Measures.words(given) || Measures.words(expected)) {
          yield null;
        }
        Match match =
            kept(options, wrapped(candidate, given), wrapped(reference, expected))
                ? Match.DIFFERENT
                : structures.compare(given, expected);
        boolean comma = match != Match.SAME && options.has(Rule.DECIMAL_COMMA);
        yield comma
                && DecimalComma.compare(given, candidate, expected, reference, structures)
                    == Match.SAME
            ? outcome(Match.SAME, structures)
            : outcome(match, structures);
      }
      case Parsed.Stopped(int position, String wanted) ->
          Words.plain(candidate) || expected instanceof Expr.Words
              ? null
              : new Unreadable(
                  Unreadable.Side.CANDIDATE, Math.min(position, candidate.length()), wanted);
    };
  }

  private static Expr imaginary(Expr read, CheckOptions options) {
    return options.has(Rule.J_IMAGINARY) ? J.apply(read) : read;
  }

  // Brackets around one value on one side only, where they do not only wrap it.
  private static boolean kept(CheckOptions options, boolean candidate, boolean reference) {
    return candidate != reference && !options.has(Rule.BRACKET_ANSWER);
  }

  private static boolean wrapped(String text, Expr read) {
    return text.startsWith("[") && text.endsWith("]") && !(read instanceof Expr.Bracket);
  }

  private static AnswerCheck outcome(Match match, Structures structures) {
    @Nullable String rule = structures.rule(match);
    return switch (match) {
      case SAME -> new Equivalent(rule == null ? "structure" : rule);
      case DIFFERENT -> new Different(rule == null ? "structure" : rule, Different.Reason.VALUE);
      case UNKNOWN -> new Undecided(Undecided.Why.NO_RULE, "no rule decides between these");
    };
  }
}
