package fapo.genrm.remote;

import fapo.genrm.critique.Verdict;
import fapo.genrm.critique.Verdict.Cause;
import fapo.genrm.critique.Verdict.Reason;
import java.util.List;
import java.util.Locale;

/// What a server's refusal says about the verdict.
///
/// | status | verdict |
/// |---|---|
/// | 413; 400 and 422 about the context length | `OutOfScope(TOO_LONG)` |
/// | 429, 503 | `Unavailable(OVERLOADED)` |
/// | 408, 502, 504 | `Unavailable(UNREACHABLE)` |
/// | any other | `Unavailable(MODEL_FAULT)` |
final class Refusals {
  /// How vLLM, SGLang, llama.cpp and the OpenAI API name a prompt that does not fit.
  private static final List<String> TOO_LONG =
      List.of(
          "context_length_exceeded",
          "context length",
          "context window",
          "context size",
          "maximum model length",
          "max_model_len",
          "too many tokens");

  private Refusals() {}

  static Verdict verdict(int status, String message) {
    String detail = "HTTP " + status + (message.isBlank() ? "" : ": " + message);
    return switch (status) {
      case 413 -> new Verdict.OutOfScope(Reason.TOO_LONG, detail);
      case 400, 422 ->
          saysTooLong(message)
              ? new Verdict.OutOfScope(Reason.TOO_LONG, detail)
              : new Verdict.Unavailable(Cause.MODEL_FAULT, detail);
      case 429, 503 -> new Verdict.Unavailable(Cause.OVERLOADED, detail);
      case 408, 502, 504 -> new Verdict.Unavailable(Cause.UNREACHABLE, detail);
      default -> new Verdict.Unavailable(Cause.MODEL_FAULT, detail);
    };
  }

  private static boolean saysTooLong(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return TOO_LONG.stream().anyMatch(lower::contains);
  }
}
