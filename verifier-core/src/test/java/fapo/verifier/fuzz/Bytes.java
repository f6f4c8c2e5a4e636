package fapo.verifier.fuzz;

import java.util.Arrays;

/// Bytes taken one after the other; zeros after the last.
final class Bytes {
  private final byte[] bytes;
  private int next;

  Bytes(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  boolean empty() {
    return next >= bytes.length;
  }

  /// From 0 to 255.
  int take() {
    return empty() ? 0 : bytes[next++] & 0xFF;
  }

  /// From 0 to `below` - 1.
  int take(int below) {
    return take() % below;
  }

  /// The bytes up to the first `end`, which is passed over, or to the last.
  byte[] until(int end) {
    int from = next;
    while (!empty() && (bytes[next] & 0xFF) != end) {
      next++;
    }
    byte[] found = Arrays.copyOfRange(bytes, Math.min(from, bytes.length), next);
    next++;
    return found;
  }
}
