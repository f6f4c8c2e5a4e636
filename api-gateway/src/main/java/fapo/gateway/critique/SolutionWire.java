package fapo.gateway.critique;

import static fapo.gateway.json.Present.set;

import com.google.protobuf.ByteString;
import fapo.gateway.edge.InvalidFields;
import fapo.gateway.json.Present;
import fapo.genrm.v1.Role;
import fapo.genrm.v1.Solution;
import fapo.genrm.v1.Turn;
import fapo.genrm.v1.Turns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A solution, which JSON carries flat: `text` or `turns`, and `steps`.
public final class SolutionWire {
  private SolutionWire() {}

  /// @param path of the object that carries the solution, for refusals: empty, or ending in a dot
  public static Solution solution(
      String path,
      @Nullable String text,
      @Nullable List<TurnJson> turns,
      @Nullable List<String> steps) {
    if ((text == null) == (turns == null)) {
      String found = text == null ? "missing" : "given together with turns";
      throw InvalidFields.of(path + "text", found + " (expected: either text or turns)");
    }
    var solution = Solution.newBuilder();
    Present.text(text, solution::setText);
    set(turns, SolutionWire::turns, solution::setTurns);
    Present.list(steps).stream().map(ByteString::copyFromUtf8).forEach(solution::addSteps);
    return solution.build();
  }

  private static Turns turns(List<TurnJson> json) {
    var turns = Turns.newBuilder();
    json.stream().map(SolutionWire::turn).forEach(turns::addTurns);
    return turns.build();
  }

  private static Turn turn(TurnJson json) {
    var turn = Turn.newBuilder();
    set(json.role(), turn::setRole);
    Present.text(json.content(), turn::setContent);
    set(json.trainable(), turn::setTrainable);
    set(json.toolName(), turn::setToolName);
    return turn.build();
  }

  public static @Nullable String text(Solution solution) {
    return Present.when(solution.hasText(), solution.getText().toStringUtf8());
  }

  public static @Nullable List<TurnJson> turns(Solution solution) {
    return solution.hasTurns()
        ? Present.all(solution.getTurns().getTurnsList(), SolutionWire::turn)
        : null;
  }

  public static @Nullable List<String> steps(Solution solution) {
    return Present.some(solution.getStepsList(), ByteString::toStringUtf8);
  }

  private static TurnJson turn(Turn turn) {
    @Nullable Role role = Present.named(turn.getRole());
    return new TurnJson(
        role,
        turn.getContent().toStringUtf8(),
        Present.when(turn.hasTrainable(), turn.getTrainable()),
        Present.text(turn.getToolName()));
  }
}
