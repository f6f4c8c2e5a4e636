package fapo.reward.wire;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 over domain fields in a fixed order, each with its length in front, so that no two
/// contents share an encoding. Never over protobuf bytes: they are not canonical. Deadlines and
/// warnings are not content.
final class ContentHash {
  private final MessageDigest digest;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("SHA-256 belongs to every Java platform", missing);
    }
  }

  ContentHash add(long value) {
    digest.update(number.clear().putLong(value).flip());
    return this;
  }

  ContentHash add(double value) {
    return add(Double.doubleToLongBits(value));
  }

  ContentHash add(boolean value) {
    return add(value ? 1 : 0);
  }

  ContentHash add(ByteString bytes) {
    add(bytes.size());
    for (ByteBuffer chunk : bytes.asReadOnlyByteBufferList()) {
      digest.update(chunk);
    }
    return this;
  }

  ContentHash add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
    return this;
  }

  /// 32 bytes.
  ByteString value() {
    return ByteString.copyFrom(digest.digest());
  }
}
