package fapo.reward.core;

import fapo.reward.core.JudgedRollout.Judged;
import fapo.reward.core.JudgedRollout.Unjudged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/// Judged rollouts by the words of the golden tables.
final class Rollouts {
  private static final AnswerCheck RIGHT = new AnswerCheck.Equivalent("exact-number");
  private static final AnswerCheck WRONG = new AnswerCheck.Different("exact-number", false);
  private static final Verdict SOUND = new Verdict.Sound();
  private static final Verdict FLAWED = new Verdict.FlawedAt(OptionalInt.of(2));
  private static final Verdict UNAVAILABLE =
      new Verdict.Unavailable(Verdict.Unavailable.Cause.DEADLINE, "600 s");
  private static final Verdict NOT_ASKED =
      new Verdict.NotAsked(Verdict.NotAsked.Why.ANSWER_NOT_RIGHT);

  private Rollouts() {}

  static List<JudgedRollout> of(String words) {
    List<JudgedRollout> rollouts = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      rollouts.add(rollout(word));
    }
    return rollouts;
  }

  static JudgedRollout rollout(String word) {
    return switch (word) {
      case "sound" -> judged(RIGHT, SOUND);
      case "flawed" -> judged(RIGHT, FLAWED);
      case "flawed-somewhere" -> judged(RIGHT, new Verdict.FlawedAt(OptionalInt.empty()));
      case "unreadable" -> judged(RIGHT, new Verdict.Unreadable("so the answer is"));
      case "unavailable" -> judged(RIGHT, UNAVAILABLE);
      case "out-of-scope" ->
          judged(RIGHT, new Verdict.OutOfScope(Verdict.OutOfScope.Reason.TOO_LONG, "40000 tokens"));
      case "not-asked" -> judged(RIGHT, NOT_ASKED);
      case "wrong" -> judged(WRONG, NOT_ASKED);
      case "wrong-unavailable" -> judged(WRONG, UNAVAILABLE);
      case "wrong-flawed" -> judged(WRONG, FLAWED);
      case "wrong-ambiguous" -> judged(new AnswerCheck.Different("choice", true), NOT_ASKED);
      case "wrong-unreadable" ->
          judged(new AnswerCheck.Unreadable(OptionalInt.empty(), "a final answer"), NOT_ASKED);
      case "wrong-limit" ->
          judged(undecided(AnswerCheck.Undecided.Reason.LIMIT, "10^10^10"), NOT_ASKED);
      case "undecided" ->
          judged(undecided(AnswerCheck.Undecided.Reason.NO_RULE, "sets of words"), NOT_ASKED);
      case "check-unavailable" ->
          judged(new AnswerCheck.Unavailable("connection refused"), NOT_ASKED);
      case "malformed" ->
          new Unjudged(Unjudged.Cause.ROLLOUT_UNREADABLE, "solution.text: malformed UTF-8");
      case "cancelled" -> new Unjudged(Unjudged.Cause.CANCELLED, "the group was cancelled");
      case "absent" -> new Unjudged(Unjudged.Cause.MISSING, "the group was closed");
      default -> throw new IllegalArgumentException(word);
    };
  }

  /// A group of so many sound, wrong and flawed members.
  static List<JudgedRollout> group(int sound, int wrong, int flawed) {
    List<JudgedRollout> rollouts = new ArrayList<>();
    rollouts.addAll(Collections.nCopies(sound, rollout("sound")));
    rollouts.addAll(Collections.nCopies(wrong, rollout("wrong")));
    rollouts.addAll(Collections.nCopies(flawed, rollout("flawed")));
    return rollouts;
  }

  static Judged ofLength(String word, int responseTokens) {
    Judged judged = (Judged) rollout(word);
    return new Judged(judged.check(), judged.verdict(), OptionalInt.of(responseTokens));
  }

  private static Judged judged(AnswerCheck check, Verdict verdict) {
    return new Judged(check, verdict, OptionalInt.empty());
  }

  private static AnswerCheck undecided(AnswerCheck.Undecided.Reason reason, String detail) {
    return new AnswerCheck.Undecided(reason, detail);
  }
}
