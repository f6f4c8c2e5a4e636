package fapo.genrm.generation;

import fapo.genrm.sampling.LoopGuard;
import fapo.genrm.sampling.VerdictRule;
import java.util.List;
import java.util.Optional;

/// What ends one generation, beside the model's own end and the number of tokens.
///
/// @param strings that end the text, which never holds them; none empty
/// @param verdict where the text is a critique
/// @param loops where a runaway is to be ended
public record StopRules(
    List<String> strings, Optional<VerdictRule> verdict, Optional<LoopGuard> loops) {
  /// Nothing does.
  public static final StopRules NONE = new StopRules(List.of(), Optional.empty(), Optional.empty());

  public StopRules {
    strings = List.copyOf(strings);
    if (strings.contains("")) {
      throw new IllegalArgumentException("stop: \"\" (expected: at least one character)");
    }
  }
}
