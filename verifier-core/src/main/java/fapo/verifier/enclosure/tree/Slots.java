package fapo.verifier.enclosure.tree;

import java.util.ArrayList;
import java.util.List;

/// The names met, each by its slot. A name bound by an operator gets a slot of its own, and hides
/// the same name outside while the body is read.
final class Slots {
  private final List<String> names = new ArrayList<>();
  private final List<String> bound = new ArrayList<>();
  private final List<Boolean> integers = new ArrayList<>();
  private boolean integer;

  /// Free names; the empty text for a slot that is bound.
  List<String> names() {
    return names;
  }

  boolean integer(int slot) {
    return integers.get(slot);
  }

  /// Whether the names met from now on take integers; answers what held before.
  boolean integers(boolean now) {
    boolean before = integer;
    integer = now;
    return before;
  }

  int slot(String name) {
    int hidden = bound.lastIndexOf(name);
    return hidden >= 0 ? hidden : free(name);
  }

  /// The slot of a name outside of all binders.
  private int free(String name) {
    int known = names.indexOf(name);
    if (known < 0) {
      return added(name, "");
    }
    integers.set(known, integers.get(known) || integer);
    return known;
  }

  int bind(String name) {
    return added("", name);
  }

  void unbind(int slot) {
    bound.set(slot, "");
  }

  private int added(String name, String binding) {
    names.add(name);
    bound.add(binding);
    integers.add(integer);
    return names.size() - 1;
  }
}
