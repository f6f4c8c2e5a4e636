package fapo.genrm.wire;

import com.google.protobuf.ByteString;
import fapo.genrm.critique.PromptTemplate;
import fapo.genrm.critique.Sampling;
import fapo.genrm.critique.Solution;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.CritiqueScope;
import fapo.genrm.v1.Role;
import fapo.genrm.v1.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Reads requests: every field that is not what the contract says is named in one refusal.
public final class GenrmWire {
  private static final long MAX_SAMPLES = 64;
  private static final long MAX_NEW_TOKENS = 131_072;
  private static final long MAX_RETRIES = 16;
  private static final Duration MAX_PROGRESS_TIMEOUT = Duration.ofHours(24);

  private GenrmWire() {}

  /// @throws RefusedException with every violation, where there is one
  public static Asked asked(CritiqueRequest request) {
    Violations violations = new Violations();
    String problem = violations.text("problem", request.getProblem());
    String reference = violations.text("reference", request.getReference());
    Solution solution = solution(request.getSolution(), violations);
    Asked.Manner manner = manner(request.getOptions(), violations);
    violations.refuse();
    long size = request.getProblem().size() + (long) request.getSolution().getSerializedSize();
    return new Asked(
        request.getWorkId(),
        request.getOptions().getCritic(),
        new Asked.Material(problem, reference, solution, size),
        manner);
  }

  private static Solution solution(fapo.genrm.v1.Solution solution, Violations violations) {
    Solution unsplit =
        switch (solution.getContentCase()) {
          case TEXT -> new Solution.Text(violations.text("solution.text", solution.getText()));
          case TURNS -> turns(solution.getTurns().getTurnsList(), violations);
          case CONTENT_NOT_SET -> new Solution.Text("");
        };
    boolean split = solution.getStepsCount() > 0;
    if (!split && solution.getContentCase() == fapo.genrm.v1.Solution.ContentCase.CONTENT_NOT_SET) {
      violations.add("solution", "absent (expected: text, turns or steps)");
    }
    return split ? new Solution.Split(steps(solution, violations), text(unsplit)) : unsplit;
  }

  private static List<String> steps(fapo.genrm.v1.Solution solution, Violations violations) {
    List<String> steps = new ArrayList<>(solution.getStepsCount());
    for (ByteString step : solution.getStepsList()) {
      steps.add(violations.text("solution.steps[" + steps.size() + "]", step));
    }
    return steps;
  }

  private static Solution turns(List<Turn> turns, Violations violations) {
    List<Solution.Turn> read = new ArrayList<>(turns.size());
    for (Turn turn : turns) {
      String field = "solution.turns[" + read.size() + "]";
      Solution.Role role = role(turn.getRole(), field + ".role", violations);
      boolean trainable =
          turn.hasTrainable() ? turn.getTrainable() : role == Solution.Role.ASSISTANT;
      String content = violations.text(field + ".content", turn.getContent());
      read.add(new Solution.Turn(role, content, trainable, turn.getToolName()));
    }
    return new Solution.Turns(read);
  }

  private static Solution.Role role(Role role, String field, Violations violations) {
    return switch (role) {
      case ROLE_SYSTEM -> Solution.Role.SYSTEM;
      case ROLE_USER -> Solution.Role.USER;
      case ROLE_ASSISTANT -> Solution.Role.ASSISTANT;
      case ROLE_TOOL -> Solution.Role.TOOL;
      case ROLE_UNSPECIFIED, UNRECOGNIZED -> {
        violations.add(field, role + " (expected: system, user, assistant or tool)");
        yield Solution.Role.USER;
      }
    };
  }

  private static String text(Solution unsplit) {
    return switch (unsplit) {
      case Solution.Text(String text) -> text;
      case Solution.Turns(List<Solution.Turn> turns) ->
          String.join(
              "\n\n",
              turns.stream().filter(Solution.Turn::trainable).map(Solution.Turn::content).toList());
      case Solution.Split(_, String text) -> text;
    };
  }

  private static Asked.Manner manner(CritiqueOptions options, Violations violations) {
    String id = options.getTemplateId();
    PromptTemplate template =
        id.isEmpty()
            ? PromptTemplate.FAPO_PARAGRAPH_V1
            : PromptTemplate.byId(id).orElse(PromptTemplate.FAPO_PARAGRAPH_V1);
    violations.check(
        id.isEmpty() || template.id().equals(id),
        "options.template_id",
        id,
        "one of " + PromptTemplate.ids());
    return new Asked.Manner(
        template,
        scope(options.getScope(), violations),
        sampling(options, violations),
        !options.hasReturnCritique() || options.getReturnCritique());
  }

  private static Solution.Scope scope(CritiqueScope scope, Violations violations) {
    return switch (scope) {
      case CRITIQUE_SCOPE_UNSPECIFIED, CRITIQUE_SCOPE_FULL -> Solution.Scope.FULL;
      case CRITIQUE_SCOPE_AFTER_THINK -> Solution.Scope.AFTER_THINK;
      case UNRECOGNIZED -> {
        violations.add("options.scope", scope + " (expected: full or after think)");
        yield Solution.Scope.FULL;
      }
    };
  }

  private static Sampling sampling(CritiqueOptions options, Violations violations) {
    Sampling defaults = Sampling.DEFAULT;
    return new Sampling(
        options.hasSamples()
            ? count("samples", options.getSamples(), 1, MAX_SAMPLES, violations)
            : defaults.samples(),
        options.hasMaxNewTokens()
            ? count("max_new_tokens", options.getMaxNewTokens(), 1, MAX_NEW_TOKENS, violations)
            : defaults.maxNewTokens(),
        options.hasUnreadableRetries()
            ? count(
                "unreadable_retries", options.getUnreadableRetries(), 0, MAX_RETRIES, violations)
            : defaults.unreadableRetries(),
        progressTimeout(options, violations),
        temperature(options, violations),
        topP(options, violations),
        options.hasSeed() ? OptionalLong.of(options.getSeed()) : OptionalLong.empty());
  }

  private static int count(String field, int value, long least, long most, Violations violations) {
    long count = Integer.toUnsignedLong(value);
    violations.check(
        count >= least && count <= most, "options." + field, count, least + " to " + most);
    return value;
  }

  private static OptionalDouble temperature(CritiqueOptions options, Violations violations) {
    if (!options.hasTemperature()) {
      return OptionalDouble.empty();
    }
    double value = options.getTemperature();
    violations.check(value >= 0 && value <= 2, "options.temperature", value, "0 to 2");
    return OptionalDouble.of(value);
  }

  private static OptionalDouble topP(CritiqueOptions options, Violations violations) {
    if (!options.hasTopP()) {
      return OptionalDouble.empty();
    }
    double value = options.getTopP();
    violations.check(value > 0 && value <= 1, "options.top_p", value, "over 0, to 1");
    return OptionalDouble.of(value);
  }

  private static Duration progressTimeout(CritiqueOptions options, Violations violations) {
    if (!options.hasTokenProgressTimeout()) {
      return Sampling.DEFAULT.tokenProgressTimeout();
    }
    long seconds = options.getTokenProgressTimeout().getSeconds();
    int nanos = options.getTokenProgressTimeout().getNanos();
    boolean positive = seconds >= 0 && nanos >= 0 && seconds + nanos > 0;
    boolean inRange =
        positive && seconds < MAX_PROGRESS_TIMEOUT.toSeconds() && nanos < 1_000_000_000;
    violations.check(
        inRange, "options.token_progress_timeout", seconds + " s", "over 0 s, under 24 h");
    return inRange ? Duration.ofSeconds(seconds, nanos) : Sampling.DEFAULT.tokenProgressTimeout();
  }
}
