package fapo.reward.wire;

import com.google.protobuf.ByteString;
import fapo.genrm.v1.Role;
import fapo.genrm.v1.Solution;
import fapo.genrm.v1.Turn;
import fapo.reward.core.JudgedRollout.Unjudged;
import fapo.reward.v1.Rollout;
import java.util.Optional;

/// Reads one rollout. What is wrong with its text concerns this rollout alone and never refuses its
/// group.
final class RolloutReader {
  private static final ByteString BLANK_LINE = ByteString.copyFromUtf8("\n\n");

  private final int maxTextBytes;

  RolloutReader(int maxTextBytes) {
    this.maxTextBytes = maxTextBytes;
  }

  ScoringOrder.Member read(Rollout rollout, int index, String field) {
    Solution solution = rollout.getSolution();
    Optional<String> unreadable = problem(solution, field + ".solution");
    ByteString text = unreadable.isPresent() ? ByteString.EMPTY : judgedText(solution);
    return new ScoringOrder.Member(
        index,
        rollout,
        text,
        unreadable.map(why -> new Unjudged(Unjudged.Cause.ROLLOUT_UNREADABLE, why)),
        hash(rollout, index));
  }

  static boolean trainable(Turn turn) {
    return turn.hasTrainable() ? turn.getTrainable() : turn.getRole() == Role.ROLE_ASSISTANT;
  }

  private static ByteString judgedText(Solution solution) {
    if (solution.hasText()) {
      return solution.getText();
    }
    if (!solution.hasTurns()) {
      return joined(solution.getStepsList());
    }
    return joined(
        solution.getTurns().getTurnsList().stream()
            .filter(RolloutReader::trainable)
            .map(Turn::getContent)
            .toList());
  }

  private static ByteString joined(Iterable<ByteString> parts) {
    ByteString whole = ByteString.EMPTY;
    for (ByteString part : parts) {
      whole = whole.isEmpty() ? part : whole.concat(BLANK_LINE).concat(part);
    }
    return whole;
  }

  private Optional<String> problem(Solution solution, String field) {
    if (!solution.hasText() && !solution.hasTurns() && solution.getStepsCount() == 0) {
      return Optional.of(field + ": missing (expected: text, turns or steps)");
    }
    if (solution.getSerializedSize() > maxTextBytes) {
      return Optional.of(
          field
              + ": "
              + solution.getSerializedSize()
              + " bytes (expected: at most "
              + maxTextBytes
              + ")");
    }
    if (solution.hasText() && !solution.getText().isValidUtf8()) {
      return malformed(field + ".text");
    }
    for (int i = 0; i < solution.getStepsCount(); i++) {
      if (!solution.getSteps(i).isValidUtf8()) {
        return malformed(field + ".steps[" + i + "]");
      }
    }
    return turnProblem(solution, field + ".turns.turns");
  }

  private static Optional<String> turnProblem(Solution solution, String field) {
    for (int i = 0; i < solution.getTurns().getTurnsCount(); i++) {
      Turn turn = solution.getTurns().getTurns(i);
      if (!turn.getContent().isValidUtf8()) {
        return malformed(field + "[" + i + "].content");
      }
      if (turn.getRole() == Role.ROLE_UNSPECIFIED || turn.getRole() == Role.UNRECOGNIZED) {
        return Optional.of(
            field
                + "["
                + i
                + "].role: "
                + turn.getRoleValue()
                + " (expected: a role of fapo.genrm.v1.Role)");
      }
    }
    if (solution.hasTurns()
        && solution.getTurns().getTurnsList().stream().noneMatch(RolloutReader::trainable)) {
      return Optional.of(field + ": none is trainable (expected: at least one)");
    }
    return Optional.empty();
  }

  private static Optional<String> malformed(String field) {
    return Optional.of(field + ": malformed UTF-8 (expected: UTF-8)");
  }

  private static ByteString hash(Rollout rollout, int index) {
    Solution solution = rollout.getSolution();
    ContentHash hash =
        new ContentHash()
            .add(index)
            .add(rollout.getRolloutId())
            .add(rollout.getFinishReasonValue())
            .add(rollout.hasResponseTokens() ? rollout.getResponseTokens() : -1L)
            .add(rollout.hasPolicyVersionMin() ? rollout.getPolicyVersionMin() : -1L)
            .add(rollout.hasPolicyVersionMax() ? rollout.getPolicyVersionMax() : -1L)
            .add(solution.getContentCase().getNumber())
            .add(solution.getText());
    hash.add(solution.getTurns().getTurnsCount());
    for (Turn turn : solution.getTurns().getTurnsList()) {
      hash.add(turn.getRoleValue())
          .add(turn.getContent())
          .add(trainable(turn))
          .add(turn.getToolName());
    }
    hash.add(solution.getStepsCount());
    for (ByteString step : solution.getStepsList()) {
      hash.add(step);
    }
    return hash.value();
  }
}
