package fapo.cli.rows;

import fapo.genrm.v1.Role;
import fapo.genrm.v1.Solution;
import fapo.genrm.v1.Turn;
import fapo.genrm.v1.Turns;
import fapo.reward.v1.FinishReason;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.Split;
import fapo.reward.v1.Task;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The fields of tasks and rollouts, the same in both input formats.
final class RolloutFields {
  static final Set<String> TASK = Set.of("group_id", "problem", "ground_truth", "split");
  static final Set<String> ROLLOUT =
      Set.of(
          "id",
          "text",
          "turns",
          "steps",
          "answer_correct",
          "generator",
          "finish_reason",
          "response_tokens");

  /// Longest name the server takes, characters.
  private static final int LONGEST_NAME = 200;

  private RolloutFields() {}

  static Task task(Row row) throws RowException {
    Task.Builder task =
        Task.newBuilder().addAllReferences(row.texts("ground_truth")).setSplit(split(row));
    if (row.has("problem")) {
      task.setProblem(row.text("problem"));
    }
    return task.build();
  }

  static Rollout rollout(Row row) throws RowException {
    Rollout.Builder rollout =
        Rollout.newBuilder()
            .setRolloutId(name(row, "id"))
            .setSolution(solution(row))
            .setFinishReason(finishReason(row));
    Optional<Long> tokens = row.integer("response_tokens");
    if (tokens.isPresent()) {
      if (tokens.get() < 0 || tokens.get() > Integer.MAX_VALUE) {
        throw row.wrong("response_tokens", "0 to " + Integer.MAX_VALUE);
      }
      rollout.setResponseTokens(tokens.get().intValue());
    }
    return rollout.build();
  }

  static Optional<Boolean> label(Row row) throws RowException {
    return row.bool("answer_correct");
  }

  static String name(Row row, String field) throws RowException {
    String name = row.name(field);
    if (name.length() > LONGEST_NAME) {
      throw row.wrong(field, "at most " + LONGEST_NAME + " characters");
    }
    return name;
  }

  private static Solution solution(Row row) throws RowException {
    Solution.Builder solution = Solution.newBuilder();
    if (row.has("steps")) {
      solution.addAllSteps(row.texts("steps"));
    }
    if (row.has("turns")) {
      Turns.Builder turns = Turns.newBuilder();
      for (Row turn : row.rows("turns")) {
        turns.addTurns(turn(turn));
      }
      return solution.setTurns(turns).build();
    }
    if (!row.has("text") && solution.getStepsCount() > 0) {
      return solution.build(); // the server joins the steps
    }
    return solution.setText(row.text("text")).build();
  }

  private static Turn turn(Row row) throws RowException {
    Turn.Builder turn =
        Turn.newBuilder()
            .setRole(role(row))
            .setContent(row.text("content"))
            .setToolName(row.name("tool_name"));
    row.bool("trainable").ifPresent(turn::setTrainable);
    return turn.build();
  }

  private static Role role(Row row) throws RowException {
    return switch (row.name("role")) {
      case "system" -> Role.ROLE_SYSTEM;
      case "user" -> Role.ROLE_USER;
      case "assistant" -> Role.ROLE_ASSISTANT;
      case "tool" -> Role.ROLE_TOOL;
      default -> throw row.wrong("role", "system, user, assistant or tool");
    };
  }

  private static Split split(Row row) throws RowException {
    return switch (row.name("split").toLowerCase(Locale.ROOT)) {
      case "", "train" -> Split.SPLIT_TRAIN;
      case "test" -> Split.SPLIT_TEST;
      default -> throw row.wrong("split", "train or test");
    };
  }

  private static FinishReason finishReason(Row row) throws RowException {
    return switch (row.name("finish_reason")) {
      case "" -> FinishReason.FINISH_REASON_UNSPECIFIED;
      case "stop" -> FinishReason.FINISH_REASON_STOP;
      case "length" -> FinishReason.FINISH_REASON_LENGTH;
      case "abort", "aborted" -> FinishReason.FINISH_REASON_ABORTED;
      default -> throw row.wrong("finish_reason", "stop, length or aborted");
    };
  }
}
