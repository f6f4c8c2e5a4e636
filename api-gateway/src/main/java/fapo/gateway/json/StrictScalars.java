package fapo.gateway.json;

import com.google.protobuf.ProtocolMessageEnum;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/// Readers of single values that refuse instead of converting. Integers are unsigned, as nearly all
/// of the contract's
/// are; the signed ones name [SignedInt] or [SignedLong].
public final class StrictScalars {
  private StrictScalars() {}

  static final class Text extends ValueDeserializer<String> {
    @Override
    public String deserialize(JsonParser in, DeserializationContext context) {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        return refuse(in, context, String.class, "a string");
      }
      String text = in.getString();
      int position = unpairedSurrogate(text);
      if (position >= 0) {
        return context.reportInputMismatch(
            String.class,
            "unpaired surrogate U+%04X at character %d (expected: Unicode text)",
            (int) text.charAt(position),
            position);
      }
      return text;
    }
  }

  static final class Finite extends ValueDeserializer<Double> {
    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) {
      JsonToken token = in.currentToken();
      if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
        double value = in.getDoubleValue();
        if (Double.isFinite(value)) {
          return value;
        }
      }
      return refuse(in, context, Double.class, "a finite number");
    }
  }

  static final class Uint31 extends ValueDeserializer<Integer> {
    @Override
    public Integer deserialize(JsonParser in, DeserializationContext context) {
      return (int) integer(in, context, 0, Integer.MAX_VALUE);
    }
  }

  static final class Uint63 extends ValueDeserializer<Long> {
    @Override
    public Long deserialize(JsonParser in, DeserializationContext context) {
      return integer(in, context, 0, Long.MAX_VALUE);
    }
  }

  /// Reads an integer that may be negative.
  public static final class SignedInt extends ValueDeserializer<Integer> {
    @Override
    public Integer deserialize(JsonParser in, DeserializationContext context) {
      return (int) integer(in, context, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
  }

  /// Reads a long integer that may be negative.
  public static final class SignedLong extends ValueDeserializer<Long> {
    @Override
    public Long deserialize(JsonParser in, DeserializationContext context) {
      return integer(in, context, Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }

  static final class Named extends ValueDeserializer<ProtocolMessageEnum> {
    private final Map<String, ProtocolMessageEnum> names;

    Named(Class<?> type) {
      names = EnumNames.of(type);
    }

    @Override
    public ProtocolMessageEnum deserialize(JsonParser in, DeserializationContext context) {
      var value = in.currentToken() == JsonToken.VALUE_STRING ? names.get(in.getString()) : null;
      return value != null
          ? value
          : refuse(in, context, ProtocolMessageEnum.class, String.join(", ", names.keySet()));
    }
  }

  private static long integer(JsonParser in, DeserializationContext context, long min, long max) {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      var type = in.getNumberType();
      if (type != JsonParser.NumberType.BIG_INTEGER) {
        long value = in.getLongValue();
        if (value >= min && value <= max) {
          return value;
        }
      }
    }
    return refuse(in, context, Long.class, "an integer in [" + min + ", " + max + "]");
  }

  private static <T> T refuse(
      JsonParser in, DeserializationContext context, Class<T> type, String expected) {
    String found = in.currentToken().isStructStart() ? in.currentToken().name() : in.getString();
    String shown = found.length() > 80 ? found.substring(0, 80) + "…" : found;
    return context.reportInputMismatch(type, "%s (expected: %s)", shown, expected);
  }

  private static int unpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }
}
