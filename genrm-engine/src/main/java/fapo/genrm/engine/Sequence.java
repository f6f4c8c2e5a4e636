package fapo.genrm.engine;

import fapo.genrm.engine.cache.BlockTable;
import fapo.genrm.engine.cache.TokenChain;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One sample of a request: its tokens, and its blocks while it runs.
final class Sequence {
  /// In the order in which requests came, samples of one in their order.
  static final Comparator<Sequence> BY_AGE = Comparator.comparingLong(s -> s.id);

  final long id;
  final long requestId;
  final Request request;
  final TokenChain tokens;
  final long submitted;

  /// Since when it waits, or has waited: submitted or preempted.
  long waitsSince;

  boolean preempted;

  /// None while it waits.
  @Nullable BlockTable table;

  Sequence(long id, long requestId, Request request, TokenChain tokens, long now) {
    this.id = id;
    this.requestId = requestId;
    this.request = request;
    this.tokens = tokens;
    this.submitted = now;
    this.waitsSince = now;
  }

  /// Its blocks; only while it runs.
  BlockTable blocks() {
    if (table == null) {
      throw new IllegalStateException("sequence " + id + " waits (expected: running)");
    }
    return table;
  }

  /// Tokens that have to run before the next one can be chosen: at least 1.
  int pending() {
    return tokens.size() - blocks().filled();
  }

  /// Whether only the token chosen last has to run.
  boolean decoding() {
    return pending() == 1 && generated() > 0;
  }

  int generated() {
    return tokens.size() - request.promptLength();
  }

  /// Whether it is as long as it may get.
  boolean complete() {
    return generated() >= request.maxNewTokens();
  }
}
