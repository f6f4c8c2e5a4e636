package fapo.gateway.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Carries what is present over to the other side, and leaves what is absent absent.
public final class Present {
  private Present() {}

  public static <T> void set(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  public static <T, R> void set(
      @Nullable T value, Function<T, R> translation, Consumer<? super R> setter) {
    if (value != null) {
      setter.accept(translation.apply(value));
    }
  }

  /// Text as the bytes the contract carries; surrogates were checked when the JSON was read.
  public static void text(@Nullable String value, Consumer<ByteString> setter) {
    if (value != null) {
      setter.accept(ByteString.copyFromUtf8(value));
    }
  }

  public static <T> List<T> list(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  public static <T, R> @Nullable R when(boolean present, T value, Function<T, R> translation) {
    return present ? translation.apply(value) : null;
  }

  public static <T> @Nullable T when(boolean present, T value) {
    return present ? value : null;
  }

  /// Empty text of the contract means absent.
  public static @Nullable String text(String value) {
    return value.isEmpty() ? null : value;
  }

  /// The zero value of every contract enum means absent.
  public static <E extends ProtocolMessageEnum> @Nullable E named(E value) {
    return EnumNames.isUnspecified(value) ? null : value;
  }

  /// The short name of a value, null for the zero value.
  public static @Nullable String name(ProtocolMessageEnum value) {
    return EnumNames.isUnspecified(value) ? null : EnumNames.name(value);
  }

  public static <T, R> @Nullable List<R> some(List<T> values, Function<T, R> translation) {
    return values.isEmpty() ? null : all(values, translation);
  }

  public static <T, R> List<R> all(List<T> values, Function<T, R> translation) {
    return values.stream().map(translation).toList();
  }
}
