package fapo.reward.wire;

import java.util.Arrays;
import java.util.List;

/// Enumerations of the contract are ours with a prefix: for `OnUndecided.WRONG`,
/// `ON_UNDECIDED_WRONG`.
final class EnumWire {
  private EnumWire() {}

  /// @throws RefusedException INVALID_REQUEST where the value is none of ours
  static <E extends Enum<E>> E domain(Class<E> ours, Enum<?> message, String prefix, String field) {
    return Arrays.stream(ours.getEnumConstants())
        .filter(constant -> message.name().equals(prefix + constant.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    List.of(
                        new RefusedException.Violation(
                            field,
                            message
                                + " (expected: one of "
                                + Arrays.toString(ours.getEnumConstants())
                                + ")"))));
  }

  static <M extends Enum<M>> M message(Class<M> theirs, Enum<?> domain, String prefix) {
    return Enum.valueOf(theirs, prefix + domain.name());
  }
}
