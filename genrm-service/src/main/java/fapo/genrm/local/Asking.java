package fapo.genrm.local;

import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.engine.Request.Priority;
import fapo.genrm.generation.GenerationRequest;
import fapo.genrm.generation.GenerationRequest.Place;
import fapo.genrm.generation.StopRules;
import fapo.genrm.sampling.LoopGuard;
import fapo.genrm.sampling.SamplingParameters;
import fapo.genrm.sampling.VerdictRule;
import fapo.genrm.tokenizer.Prompt;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What all samples of one task share.
///
/// @param prompt token ids
/// @param shown integers that stand in boxes, or as reference answer, in the prompt
@SuppressWarnings("ArrayRecordComponent") // compared by no one
record Asking(
    CritiqueTask task,
    int[] prompt,
    boolean thinking,
    Set<BigInteger> shown,
    double temperature,
    double topP,
    long seed) {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,32}");

  static Asking of(CritiqueTask task, LocalModel model, LocalSettings settings, long seed) {
    String message = task.template().render(task.problem(), task.reference(), task.judged());
    Prompt prompt = model.prompt(message);
    return new Asking(
        task,
        model.encode(prompt),
        prompt.thinking(),
        shown(task, message),
        task.sampling().temperature().orElse(settings.temperature()),
        task.sampling().topP().orElse(settings.topP()),
        seed);
  }

  /// @param contextLength of the model; the critique may fill what the prompt leaves of it
  GenerationRequest request(long seed, int contextLength) {
    int room = contextLength - prompt.length;
    return new GenerationRequest(
        prompt,
        Math.min(task.sampling().maxNewTokens(), room),
        new SamplingParameters(temperature, 0, topP, 0, seed),
        new StopRules(List.of(), Optional.of(rule()), Optional.of(LoopGuard.DEFAULT)),
        new Place("", 0, Priority.NORMAL, Place.FOREVER, task.sampling().tokenProgressTimeout()));
  }

  private VerdictRule rule() {
    int steps = task.template().hasSteps() ? task.judged().stepCount() : VerdictRule.ANY_INDEX;
    return new VerdictRule(VerdictRule.When.AT_LINE_END, steps, shown, thinking);
  }

  private static Set<BigInteger> shown(CritiqueTask task, String message) {
    Set<BigInteger> shown = new HashSet<>(VerdictRule.boxedIn(message));
    String reference = task.reference().strip();
    if (INTEGER.matcher(reference).matches()) {
      shown.add(new BigInteger(reference));
    }
    return shown;
  }
}
