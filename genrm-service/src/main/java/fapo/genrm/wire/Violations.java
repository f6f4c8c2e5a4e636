package fapo.genrm.wire;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with one request, so that the caller hears of all of it at once.
final class Violations {
  private final List<RefusedException.Violation> found = new ArrayList<>();

  /// The text of a field, which must be UTF-8. NUL is text like any other character.
  String text(String field, ByteString bytes) {
    if (!bytes.isValidUtf8()) {
      add(field, "malformed bytes (expected: UTF-8)");
      return "";
    }
    return bytes.toStringUtf8();
  }

  void check(boolean holds, String field, Object value, String expected) {
    if (!holds) {
      add(field, value + " (expected: " + expected + ")");
    }
  }

  void add(String field, String problem) {
    found.add(new RefusedException.Violation(field, problem));
  }

  void refuse() {
    if (!found.isEmpty()) {
      throw RefusedException.of(found);
    }
  }
}
