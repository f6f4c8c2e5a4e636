package fapo.genrm.symbolic;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the steps so far have stated: the values of named quantities, and the exact values behind
/// rounded ones. Mutable, confined to one examination.
///
/// A quantity that is given two different values is known no more: it may be two quantities.
final class Ledger {
  private static final int LIMIT = 4096;

  private final Map<String, ExactValue> quantities = new HashMap<>();
  private final Map<ExactValue, ExactValue> unrounded = new HashMap<>();

  /// The value of a quantity; [ExactValue#NONE] where none is known for certain.
  ExactValue quantity(String name) {
    return quantities.getOrDefault(name, ExactValue.NONE);
  }

  /// Whether a quantity was given two different values.
  boolean doubts(String name) {
    return quantities.containsKey(name) && !quantity(name).exists();
  }

  void state(String name, ExactValue value) {
    @Nullable ExactValue before = quantities.get(name);
    if (before == null) {
      if (quantities.size() < LIMIT) {
        quantities.put(name, value);
      }
    } else if (!before.equals(value)) {
      quantities.put(name, ExactValue.NONE);
    }
  }

  void round(ExactValue stated, ExactValue exact) {
    if (unrounded.size() < LIMIT) {
      unrounded.putIfAbsent(stated, exact);
    }
  }

  boolean hasRounded() {
    return !unrounded.isEmpty();
  }

  ExactValue beforeRounding(ExactValue stated) {
    return unrounded.getOrDefault(stated, stated);
  }
}
