package fapo.verifier.fuzz;

import fapo.verifier.choice.Choices;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Extraction;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import fapo.verifier.compare.CheckOptions.Mode;
import fapo.verifier.compare.CheckOptions.Rules;
import fapo.verifier.compare.CheckOptions.Tolerance;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Options made of bytes. Every switch of a record of switches is set, those added later too.
final class Settings {
  /// Switches that treat the reference otherwise than the candidate.
  private static final Set<String> ONE_SIDED =
      Set.of("percentBare", "unitRequired", "solvedInequality", "decimalComma");

  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final Tolerance[] TOLERANCES = {
    Tolerance.EXACT, Tolerance.EXACT, new Tolerance(1e-4, 0, 6), new Tolerance(0, 0.01, 3)
  };
  private static final Choices CHOICES = Choices.of(List.of("1", "x+1", "a cat", "\\Delta E"));

  private Settings() {}

  static CheckOptions of(Bytes bytes) {
    int first = bytes.take();
    if (first == 0) {
      return CheckOptions.DEFAULTS;
    }
    return new CheckOptions(
        bytes.take(16) == 15 ? Mode.FAPO_RECIPE : Mode.STANDARD,
        KINDS.get(first % KINDS.size()),
        (first & 16) == 0 ? Form.ANSWER : Form.RESPONSE,
        (first & 32) == 0 ? Choices.NONE : CHOICES,
        TOLERANCES[(first >> 6) & 3],
        switches(Extraction.class, bytes.take()),
        switches(Rules.class, bytes.take()),
        bytes.take(2) == 1);
  }

  /// The options with no switch that tells the two sides apart.
  static CheckOptions symmetric(CheckOptions options) {
    int bits = 0;
    RecordComponent[] components = Rules.class.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      boolean on = read(components[i], options.rules());
      bits |= on && !ONE_SIDED.contains(components[i].getName()) ? 1 << i : 0;
    }
    return new CheckOptions(
        Mode.STANDARD,
        options.kind(),
        Form.ANSWER,
        options.choices(),
        options.tolerance(),
        options.extraction(),
        switches(Rules.class, bits),
        false);
  }

  private static boolean read(RecordComponent component, Rules rules) {
    try {
      return (boolean) component.getAccessor().invoke(rules);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static <R extends Record> R switches(Class<R> type, int bits) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (bits >> i & 1) == 1;
    }
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException failure) {
      throw new IllegalStateException(failure);
    } catch (InvocationTargetException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }
}
