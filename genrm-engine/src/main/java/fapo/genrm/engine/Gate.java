package fapo.genrm.engine;

import fapo.genrm.engine.Admission.Reason;
import fapo.genrm.engine.Admission.Refused;
import org.jspecify.annotations.Nullable;

/// Which requests are turned away. Whatever passes runs to its end, given time: it fits into the
/// cache when it is alone there.
final class Gate {
  private final SchedulerLimits limits;

  Gate(SchedulerLimits limits) {
    this.limits = limits;
  }

  /// @param waiting sequences that wait already
  /// @return null where nothing speaks against it
  @Nullable Refused refusal(Request request, int waiting, long now) {
    Refused never = malformed(request);
    if (never == null) {
      never = tooLong(request);
    }
    return never == null ? untimely(request, waiting, now) : never;
  }

  private @Nullable Refused malformed(Request request) {
    if (request.promptLength() == 0) {
      return refused(Reason.EMPTY_PROMPT, "prompt", "0 tokens", "at least 1");
    }
    if (request.maxNewTokens() < 1) {
      return refused(Reason.NOTHING_WANTED, "max_new_tokens", request.maxNewTokens(), ">= 1");
    }
    if (request.samples() < 1) {
      return refused(Reason.NOTHING_WANTED, "samples", request.samples(), ">= 1");
    }
    if (request.samples() > limits.waiting()) {
      return refused(
          Reason.TOO_MANY_SAMPLES, "samples", request.samples(), "<= " + limits.waiting());
    }
    return null;
  }

  private @Nullable Refused tooLong(Request request) {
    long tokens = (long) request.promptLength() + request.maxNewTokens();
    if (tokens > limits.contextLength()) {
      return refused(
          Reason.LONGER_THAN_CONTEXT,
          "prompt + max_new_tokens",
          request.promptLength() + " + " + request.maxNewTokens() + " tokens",
          "<= " + limits.contextLength() + ", the context length");
    }
    // The last token is chosen and never run: it needs no position.
    long blocks = Math.ceilDiv(tokens - 1, limits.blockSize());
    if (blocks > limits.blocks()) {
      return refused(
          Reason.LARGER_THAN_CACHE,
          "prompt + max_new_tokens",
          blocks + " blocks",
          "<= " + limits.blocks() + ", the cache's");
    }
    return null;
  }

  private @Nullable Refused untimely(Request request, int waiting, long now) {
    if (request.deadline() <= now) {
      return refused(Reason.DEADLINE_PASSED, "deadline", request.deadline(), "> " + now);
    }
    if (waiting > limits.waiting() - request.samples()) {
      return refused(
          Reason.QUEUE_FULL,
          "waiting",
          waiting + " + " + request.samples() + " sequences",
          "<= " + limits.waiting());
    }
    return null;
  }

  private static Refused refused(Reason reason, String field, Object value, String expected) {
    return new Refused(reason, "%s: %s (expected: %s)".formatted(field, value, expected));
  }
}
