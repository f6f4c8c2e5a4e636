package fapo.reward.wire;

import java.util.ArrayList;
import java.util.List;

/// Collects everything that is wrong with a request, so that its caller mends it once.
final class Violations {
  private final List<RefusedException.Violation> found = new ArrayList<>();

  void add(String field, String problem) {
    found.add(new RefusedException.Violation(field, problem));
  }

  void addAll(List<RefusedException.Violation> more) {
    found.addAll(more);
  }

  void require(boolean holds, String field, String problem) {
    if (!holds) {
      add(field, problem);
    }
  }

  /// @throws RefusedException with every violation so far, where it is of no use to look for more
  void throwIf(boolean hopeless) {
    if (hopeless) {
      throwIfAny();
    }
  }

  /// @throws RefusedException with every violation, if there is one
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new RefusedException(found);
    }
  }
}
