package fapo.verifier;

import com.google.rpc.Status;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.Checked;
import fapo.verifier.compare.UnusableReferenceException;
import fapo.verifier.v1.VerifyBatchResult;
import fapo.verifier.v1.VerifyRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One check from its message to its result, counted and measured.
final class Checks {
  private final AnswerVerifier verifier;
  private final DefaultOptions defaults;
  private final ResultCache cache;
  private final VerifierMetrics metrics;

  Checks(
      AnswerVerifier verifier,
      DefaultOptions defaults,
      ResultCache cache,
      VerifierMetrics metrics) {
    this.verifier = verifier;
    this.defaults = defaults;
    this.cache = cache;
    this.metrics = metrics;
  }

  /// @param path of the request within its message, for the names of fields: empty or
  ///     `requests[3].`
  VerifyBatchResult result(VerifyRequest asked, String path) {
    long started = System.nanoTime();
    VerifyRequest request = defaults.fill(asked);
    try {
      @Nullable Checked found = cache.find(request);
      Checked checked = found == null ? check(request, path, started) : found;
      long nanos = System.nanoTime() - started;
      metrics.checked(checked, nanos, request.getCandidate().size(), referenceBytes(request));
      return VerifyBatchResult.newBuilder()
          .setResponse(VerifierWire.response(checked, request, nanos))
          .build();
    } catch (RefusedException refused) {
      metrics.refused("request");
      return refused(Statuses.of(refused));
    } catch (UnusableReferenceException refused) {
      metrics.refused("reference");
      return refused(Statuses.of(refused));
    }
  }

  /// The answer to a check beyond the most that a message may hold.
  VerifyBatchResult tooMany(int count, int most) {
    metrics.refused("request");
    return refused(
        Statuses.of(
            new RefusedException(
                VerifierWire.violation(
                    "requests", "%d checks (expected: at most %d)".formatted(count, most)))));
  }

  private Checked check(VerifyRequest request, String path, long started) throws RefusedException {
    VerifierWire.Question question = VerifierWire.question(request, path);
    Checked checked =
        verifier.check(question.candidate(), question.references(), question.options());
    cache.keep(request, checked, System.nanoTime() - started);
    return checked;
  }

  private static long referenceBytes(VerifyRequest request) {
    long bytes = 0;
    List<com.google.protobuf.ByteString> references = request.getReferencesList();
    for (int i = 0; i < references.size(); i++) {
      bytes += references.get(i).size();
    }
    return bytes;
  }

  private static VerifyBatchResult refused(Status status) {
    return VerifyBatchResult.newBuilder().setRefused(status).build();
  }
}
