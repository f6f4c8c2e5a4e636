package fapo.genrm.checkpoint;

import fapo.genrm.checkpoint.Checkpoint.Tensor;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What tells one set of weights from another, however it is cut into files.
///
/// SHA-256 over, for each tensor in order of name, `name NUL type NUL shape NUL bytes`: the type as
/// in safetensors, the shape as decimals with commas between, `BF16` and `64,32`.
final class WeightsHash {
  /// A buffer covers less than 2 GiB; larger tensors are taken in pieces.
  private static final long PIECE = 1L << 30;

  private WeightsHash() {}

  static String of(Collection<Tensor> byName, Function<Tensor, MemorySegment> bytes) {
    MessageDigest digest = sha256();
    for (Tensor tensor : byName) {
      String shape = tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(","));
      String head = tensor.name() + '\0' + tensor.type() + '\0' + shape + '\0';
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      update(digest, bytes.apply(tensor));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, MemorySegment bytes) {
    for (long from = 0; from < bytes.byteSize(); from += PIECE) {
      long length = Math.min(PIECE, bytes.byteSize() - from);
      digest.update(bytes.asSlice(from, length).asByteBuffer());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
