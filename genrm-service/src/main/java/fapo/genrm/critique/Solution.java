package fapo.genrm.critique;

import java.util.List;

/// What the policy wrote, as the caller holds it.
public sealed interface Solution {
  /// One text without turns.
  record Text(String text) implements Solution {}

  /// A conversation: only trainable turns are judged, the rest is context.
  record Turns(List<Turn> turns) implements Solution {
    public Turns {
      turns = List.copyOf(turns);
    }
  }

  /// Steps the caller has split: kept as they are, so that an index means the caller's own.
  ///
  /// @param text the unsplit solution, or empty where the caller has none
  record Split(List<String> steps, String text) implements Solution {
    public Split {
      steps = List.copyOf(steps);
    }
  }

  /// One turn of a conversation.
  ///
  /// @param toolName empty but for {@link Role#TOOL}
  record Turn(Role role, String content, boolean trainable, String toolName) {}

  /// Who speaks in a turn.
  enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL
  }

  /// Which part of a solution is judged.
  enum Scope {
    FULL,
    /// What follows the last `</think>`; all of a text that has none.
    AFTER_THINK
  }
}
