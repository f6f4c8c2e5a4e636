package fapo.verifier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import fapo.verifier.compare.Checked;
import fapo.verifier.v1.VerifyRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// Remembers the results of checks that took long, by content: candidate, references and settings
/// through 128 bits of their SHA-256. A check is deterministic, so a remembered result is the
/// result. Cheap checks are done again: that takes no longer than finding them.
final class ResultCache {
  /// A look-up costs about 1 µs and 0.6 µs a KiB: below this little is saved.
  private static final long WORTH_NANOS = 20_000;

  private static final int ENTRY_BYTES = 200;

  private final @Nullable Cache<Key, Checked> results;
  private final Counter hits;
  private final Counter misses;

  private record Key(long high, long low) {}

  /// @param bytes bound of what is remembered; 0: nothing is
  ResultCache(long bytes, MeterRegistry meters) {
    this.results =
        bytes == 0
            ? null
            : Caffeine.newBuilder().maximumWeight(bytes).weigher(ResultCache::weight).build();
    this.hits = counter("hit", meters);
    this.misses = counter("miss", meters);
    Gauge.builder("fapo.verifier.cache.bytes", this, ResultCache::bytes)
        .description("About what the remembered results hold")
        .baseUnit("bytes")
        .register(meters);
  }

  /// The remembered result, null where there is none.
  @Nullable Checked find(VerifyRequest request) {
    if (results == null) {
      return null;
    }
    @Nullable Checked found = results.getIfPresent(key(request));
    (found == null ? misses : hits).increment();
    return found;
  }

  void keep(VerifyRequest request, Checked checked, long nanos) {
    if (results != null && nanos >= WORTH_NANOS) {
      results.put(key(request), checked);
    }
  }

  private double bytes() {
    return results == null ? 0 : results.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  private static Counter counter(String result, MeterRegistry meters) {
    return Counter.builder("fapo.verifier.cache")
        .description("Look-ups of remembered results")
        .tag("result", result)
        .register(meters);
  }

  private static int weight(Key key, Checked checked) {
    int extracted = checked.extracted().map(found -> found.text().length()).orElse(0);
    return ENTRY_BYTES
        + 2 * (extracted + checked.candidateForm().length() + checked.referenceForm().length());
  }

  // Each text with its length before it, so that no two requests run into the same bytes.
  private static Key key(VerifyRequest request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      text(digest, request.getCandidate());
      for (ByteString reference : request.getReferencesList()) {
        text(digest, reference);
      }
      text(digest, request.getOptions().toByteString());
      ByteBuffer bits = ByteBuffer.wrap(digest.digest());
      return new Key(bits.getLong(), bits.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static void text(MessageDigest digest, ByteString text) {
    digest.update(ByteBuffer.allocate(4).putInt(text.size()).flip());
    for (ByteBuffer part : text.asReadOnlyByteBufferList()) {
      digest.update(part);
    }
  }
}
