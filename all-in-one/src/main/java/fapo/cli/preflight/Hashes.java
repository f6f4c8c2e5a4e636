package fapo.cli.preflight;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// What questions and references are recognized by: the first 8 bytes of their SHA-256. Two of a
/// million different ones share them with a probability of 3 in 10^8.
final class Hashes {
  private Hashes() {}

  /// Spaces do not count. Never 0.
  static long ofQuestion(String question) {
    StringBuilder squeezed = new StringBuilder(question.length());
    boolean space = false;
    for (int i = 0; i < question.length(); i++) {
      char c = question.charAt(i);
      if (Character.isWhitespace(c)) {
        space = !squeezed.isEmpty();
      } else {
        squeezed.append(space ? " " : "").append(c);
        space = false;
      }
    }
    return of(squeezed.toString());
  }

  static long ofForms(List<String> forms) {
    return of(String.join("\0", forms));
  }

  private static long of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      long hash = ByteBuffer.wrap(digest).getLong();
      return hash == 0 ? 1 : hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
