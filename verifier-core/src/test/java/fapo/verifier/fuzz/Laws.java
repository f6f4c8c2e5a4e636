package fapo.verifier.fuzz;

import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Kind;
import fapo.verifier.compare.CheckOptions.Mode;
import fapo.verifier.compare.CheckOptions.Tolerance;
import fapo.verifier.compare.Checked;
import fapo.verifier.compare.UnusableReferenceException;
import fapo.verifier.expr.Work;
import fapo.verifier.measure.Allocation;
import fapo.verifier.measure.ProcessorTime;
import fapo.verifier.text.AnswerFinder;
import fapo.verifier.text.Extracted;
import fapo.verifier.text.Found;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What every check must keep, whatever the texts are.
final class Laws {
  /// For a loaded machine, cold code and a fuzzer's instrumentation; the real bound is measured
  /// apart.
  private static final long MOST_NANOS = 250_000_000;

  private static final long MOST_BYTES = 64L << 20;
  private static final long CHARACTERS_A_STEP = 1;
  private static final int SMALL = 6;

  private final AnswerVerifier verifier = new AnswerVerifier();

  /// @throws BrokenLawException where a law is broken; the message says which, and by what
  void hold(FuzzedCheck asked) {
    @Nullable Checked checked = measured(asked);
    if (checked == null) {
      return;
    }
    holdsExtraction(asked, checked);
    holdsWork(asked, checked);
    require(checked.equals(check(asked)), "not deterministic", asked, checked);
    CheckOptions symmetric = Settings.symmetric(asked.options());
    if (symmetric.kind() != Kind.CHOICE && !symmetric.choices().given()) {
      holdsSymmetry(asked.candidate(), asked.reference(), symmetric);
      holdsReflexivity(asked.candidate(), symmetric);
      holdsReflexivity(asked.reference(), symmetric);
    }
    holdsDistinction(asked, checked);
  }

  private @Nullable Checked measured(FuzzedCheck asked) {
    @Nullable Checked checked = null;
    long nanos = Long.MAX_VALUE;
    long bytes = Long.MAX_VALUE;
    for (int i = 0; i < 3 && (nanos > MOST_NANOS || bytes > MOST_BYTES); i++) {
      long started = ProcessorTime.nanos();
      long allocated = Allocation.bytes();
      checked = check(asked);
      bytes = Math.min(bytes, Allocation.bytes() - allocated);
      nanos = Math.min(nanos, ProcessorTime.nanos() - started);
    }
    require(nanos <= MOST_NANOS, nanos / 1_000_000 + " ms", asked, checked);
    require(bytes <= MOST_BYTES, bytes + " bytes", asked, checked);
    return checked;
  }

  private static void holdsExtraction(FuzzedCheck asked, Checked checked) {
    if (checked.extracted().isPresent()) {
      Extracted found = checked.extracted().get();
      boolean there = asked.candidate().startsWith(found.text(), found.start());
      boolean inside = found.start() >= 0 && found.start() <= asked.candidate().length();
      require(
          there || (inside && rewritten(found)),
          "an extraction that is not there: " + found,
          asked,
          checked);
    }
    if (checked.check() instanceof AnswerCheck.Unreadable(var side, int position, var _)) {
      int length =
          side == AnswerCheck.Unreadable.Side.CANDIDATE
              ? asked.candidate().length()
              : asked.reference().length();
      require(position >= -1 && position <= length, "a position outside", asked, checked);
    }
  }

  // Boxes side by side are joined, with a percent sign behind them; numerals are turned into
  // digits.
  private static boolean rewritten(Extracted found) {
    boolean digits = found.text().chars().allMatch(letter -> "0123456789.-/".indexOf(letter) >= 0);
    return found.source() == Extracted.Source.BOXED
        || found.source() == Extracted.Source.LAST_MATH
        || digits;
  }

  private static void holdsWork(FuzzedCheck asked, Checked checked) {
    long characters = (long) asked.candidate().length() + asked.reference().length();
    long most = Work.LIMIT + CHARACTERS_A_STEP * characters + 1000;
    require(checked.work() <= most, "work " + checked.work(), asked, checked);
  }

  // What a candidate says within it is not looked for in a reference.
  private static boolean searched(FuzzedCheck asked, Checked checked) {
    return !(AnswerFinder.whole(asked.candidate()) instanceof Found.Answer(Extracted whole))
        || !checked.extracted().equals(Optional.of(whole))
        || whole.source() != Extracted.Source.WHOLE;
  }

  // A decimal reference says how many digits count, a decimal candidate does not: with a decimal on
  // one side only, the sides are not alike.
  private void holdsSymmetry(String one, String other, CheckOptions options) {
    FuzzedCheck forth = new FuzzedCheck(one, other, options);
    FuzzedCheck back = new FuzzedCheck(other, one, options);
    @Nullable Checked first = check(forth);
    @Nullable Checked second = check(back);
    if (first != null
        && second != null
        && !searched(forth, first)
        && !searched(back, second)
        && decimal(one) == decimal(other)) {
      require(
          equivalent(first) == equivalent(second),
          "not symmetric: " + second.check(),
          forth,
          first);
    }
  }

  private void holdsReflexivity(String text, CheckOptions options) {
    FuzzedCheck asked = new FuzzedCheck(text, text, options);
    @Nullable Checked checked = check(asked);
    if (checked != null) {
      boolean kept =
          switch (checked.check()) {
            case AnswerCheck.Equivalent _ -> true;
            case AnswerCheck.Undecided(var why, var _) -> why == AnswerCheck.Undecided.Why.LIMIT;
            case AnswerCheck.Different _, AnswerCheck.Unreadable _ -> false;
          };
      require(kept, "not reflexive", asked, checked);
    }
  }

  // What matches a small whole number exactly cannot match the next one too.
  private void holdsDistinction(FuzzedCheck asked, Checked checked) {
    String reference = asked.reference();
    boolean exact = asked.options().tolerance().equals(Tolerance.EXACT);
    if (!exact
        || asked.options().mode() != Mode.STANDARD
        || !(checked.check() instanceof AnswerCheck.Equivalent)
        || reference.isEmpty()
        || reference.length() > SMALL
        || !reference.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
      return;
    }
    String next = String.valueOf(Integer.parseInt(reference) + 1);
    @Nullable Checked other = check(new FuzzedCheck(asked.candidate(), next, asked.options()));
    boolean both = other != null && other.check() instanceof AnswerCheck.Equivalent;
    require(!both, "matches " + next + " too", asked, checked);
  }

  private @Nullable Checked check(FuzzedCheck asked) {
    try {
      return verifier.check(asked.candidate(), List.of(asked.reference()), asked.options());
    } catch (UnusableReferenceException _) {
      return null;
    }
  }

  static boolean decimal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).indexOf('.') >= 0;
  }

  // What is not equivalent is different, undecided or unreadable by how either side reads.
  private static boolean equivalent(Checked checked) {
    return checked.check() instanceof AnswerCheck.Equivalent;
  }

  private static void require(
      boolean kept, String broken, FuzzedCheck asked, @Nullable Checked checked) {
    if (!kept) {
      throw new BrokenLawException(
          broken,
          checked == null ? "refused" : checked.check().toString(),
          "%s: %s gave %s".formatted(broken, asked, checked));
    }
  }
}
