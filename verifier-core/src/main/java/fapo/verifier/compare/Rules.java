package fapo.verifier.compare;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Which rules hold in a check.
public record Rules(Set<Rule> on) {
  public static final Rules DEFAULTS = defaults();

  public Rules {
    EnumSet<Rule> copy = EnumSet.noneOf(Rule.class);
    copy.addAll(on);
    on = Collections.unmodifiableSet(copy);
  }

  private static Rules defaults() {
    EnumSet<Rule> on = EnumSet.noneOf(Rule.class);
    for (Rule rule : Rule.values()) {
      if (rule.byDefault()) {
        on.add(rule);
      }
    }
    return new Rules(on);
  }

  public boolean has(Rule rule) {
    return on.contains(rule);
  }

  public Rules with(Rule rule, boolean holds) {
    if (has(rule) == holds) {
      return this;
    }
    EnumSet<Rule> changed = EnumSet.noneOf(Rule.class);
    changed.addAll(on);
    if (holds) {
      changed.add(rule);
    } else {
      changed.remove(rule);
    }
    return new Rules(changed);
  }
}
