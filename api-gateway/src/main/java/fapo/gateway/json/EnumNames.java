package fapo.gateway.json;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The short lower-case names of the contract's enum values in JSON: `PRESET_FAPO_ROBUST` is
/// `fapo_robust`.
/// The contract is the only list; a value added there has its name here.
final class EnumNames {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private EnumNames() {}

  static boolean isEnum(Class<?> type) {
    return type.isEnum() && ProtocolMessageEnum.class.isAssignableFrom(type);
  }

  /// Names in contract order, without the unspecified value, which JSON leaves out instead.
  static Map<String, ProtocolMessageEnum> of(Class<?> type) {
    var names = new LinkedHashMap<String, ProtocolMessageEnum>();
    for (Object constant : type.getEnumConstants()) {
      var value = (ProtocolMessageEnum) constant;
      if (isKnown(value) && !isUnspecified(value)) {
        names.put(name(value), value);
      }
    }
    return names;
  }

  static String name(ProtocolMessageEnum value) {
    return isKnown(value) ? name(value.getValueDescriptor()) : "unrecognized";
  }

  static boolean isUnspecified(ProtocolMessageEnum value) {
    return isKnown(value) && value.getNumber() == 0;
  }

  private static boolean isKnown(ProtocolMessageEnum value) {
    return !"UNRECOGNIZED".equals(((Enum<?>) value).name());
  }

  private static String name(EnumValueDescriptor value) {
    return value.getName().substring(prefix(value.getType()).length()).toLowerCase(Locale.ROOT);
  }

  static String prefix(EnumDescriptor type) {
    return HUMP.matcher(type.getName()).replaceAll("_").toUpperCase(Locale.ROOT) + "_";
  }
}
