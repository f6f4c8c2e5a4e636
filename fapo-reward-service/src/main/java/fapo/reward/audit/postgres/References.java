package fapo.reward.audit.postgres;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A list of byte strings as one: each as a 4-byte big-endian length and its bytes.
final class References {
  private References() {}

  static byte[] pack(List<byte[]> references) {
    int bytes = references.stream().mapToInt(reference -> 4 + reference.length).sum();
    ByteBuffer packed = ByteBuffer.allocate(bytes);
    for (byte[] reference : references) {
      packed.putInt(reference.length).put(reference);
    }
    return packed.array();
  }

  static List<byte[]> unpack(byte[] packed) {
    ByteBuffer rest = ByteBuffer.wrap(packed);
    List<byte[]> references = new ArrayList<>();
    while (rest.hasRemaining()) {
      byte[] reference = new byte[rest.getInt()];
      rest.get(reference);
      references.add(reference);
    }
    return references;
  }
}
