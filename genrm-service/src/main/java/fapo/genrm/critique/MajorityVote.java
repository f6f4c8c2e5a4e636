package fapo.genrm.critique;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What several samples of one critic say together: the flag is the majority, the step the most
/// frequent index, ties to the earliest.
///
/// More than half of all samples decide, whatever the others say. Without one, a sample that
/// could not be had leaves the vote open ({@link Verdict.Unavailable}); else the samples that could
/// be read decide among themselves, and as many flags as not decide nothing
/// ({@link Verdict.Unreadable}).
public final class MajorityVote {
  private MajorityVote() {}

  /// The verdict of all samples and the share of them that agree with it.
  ///
  /// @param agreeing in [0, 1]
  public record Result(Verdict verdict, double agreeing) {}

  /// @param outcomes one a sample, at least one
  public static Result decide(List<Verdict> outcomes) {
    int sound = 0;
    int flawed = 0;
    Verdict missing = new Verdict.Unreadable("");
    SortedMap<Integer, Integer> steps = new TreeMap<>();
    for (Verdict outcome : outcomes) {
      switch (outcome) {
        case Verdict.Sound _ -> sound++;
        case Verdict.Flawed _ -> flawed++;
        case Verdict.FlawedAt(int step) -> {
          flawed++;
          steps.merge(step, 1, Integer::sum);
        }
        case Verdict.Unreadable _, Verdict.Unavailable _, Verdict.OutOfScope _ ->
            missing = graver(missing, outcome);
      }
    }
    int half = outcomes.size() / 2;
    boolean decided = flawed > half || sound > half || missing instanceof Verdict.Unreadable;
    if (!decided || flawed + sound == 0) {
      return new Result(missing, share(outcomes, missing));
    }
    if (flawed == sound) {
      return new Result(
          new Verdict.Unreadable("no majority: %d flawed, %d sound".formatted(flawed, sound)), 0);
    }
    Verdict verdict = flawed > sound ? place(steps) : new Verdict.Sound();
    return new Result(verdict, (double) Math.max(flawed, sound) / outcomes.size());
  }

  /// What cannot be judged at all outweighs an outage, which outweighs an unreadable critique.
  private static Verdict graver(Verdict one, Verdict other) {
    return gravity(other) > gravity(one) || isBlank(one) ? other : one;
  }

  private static boolean isBlank(Verdict verdict) {
    return verdict instanceof Verdict.Unreadable(String excerpt) && excerpt.isEmpty();
  }

  private static int gravity(Verdict verdict) {
    return switch (verdict) {
      case Verdict.OutOfScope _ -> 2;
      case Verdict.Unavailable _ -> 1;
      case Verdict.Sound _, Verdict.Flawed _, Verdict.FlawedAt _, Verdict.Unreadable _ -> 0;
    };
  }

  private static Verdict place(SortedMap<Integer, Integer> steps) {
    int best = -1;
    int most = 0;
    for (Map.Entry<Integer, Integer> step : steps.entrySet()) {
      if (step.getValue() > most) {
        best = step.getKey();
        most = step.getValue();
      }
    }
    return best < 0 ? new Verdict.Flawed() : new Verdict.FlawedAt(best);
  }

  private static double share(List<Verdict> outcomes, Verdict verdict) {
    long same = outcomes.stream().filter(o -> gravity(o) == gravity(verdict)).count();
    return (double) same / outcomes.size();
  }
}
