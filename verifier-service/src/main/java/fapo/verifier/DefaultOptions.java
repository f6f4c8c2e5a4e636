package fapo.verifier;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.rpc.BadRequest.FieldViolation;
import fapo.verifier.v1.VerifyOptions;
import fapo.verifier.v1.VerifyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The settings of this run: they hold where a request leaves a field out, and a request's own
/// field comes first. Their names are those of the contract's `VerifyOptions`.
final class DefaultOptions {
  private static final String PREFIX = "fapo.verifier.options.";

  private final VerifyOptions options;

  /// @param settings by field, written `percent-bare`, `percent_bare` or `percentBare`
  /// @throws IllegalArgumentException where a name or a value is none of the contract's
  DefaultOptions(Map<String, String> settings) {
    VerifyOptions.Builder builder = VerifyOptions.newBuilder();
    settings.forEach((name, value) -> set(builder, name, value));
    this.options = builder.build();
    List<FieldViolation> violations = new ArrayList<>();
    OptionsWire.options(options, PREFIX, violations);
    if (!violations.isEmpty()) {
      FieldViolation first = violations.getFirst();
      throw new IllegalArgumentException(first.getField() + ": " + first.getDescription());
    }
  }

  /// The request with every field that it leaves out filled in.
  VerifyRequest fill(VerifyRequest request) {
    if (options.equals(VerifyOptions.getDefaultInstance())) {
      return request;
    }
    return request.toBuilder()
        .setOptions(options.toBuilder().mergeFrom(request.getOptions()))
        .build();
  }

  private static void set(VerifyOptions.Builder builder, String name, String value) {
    FieldDescriptor field =
        fields().stream()
            .filter(known -> folded(known.getName()).equals(folded(name)))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(name, "unknown", "one of " + names(fields(), FieldDescriptor::getName)));
    builder.setField(
        field,
        switch (field.getJavaType()) {
          case BOOLEAN -> bool(name, value);
          case DOUBLE -> number(name, value, Double::valueOf);
          case INT -> number(name, value, Integer::valueOf);
          case ENUM -> word(name, value, field.getEnumType().getValues());
          case LONG, FLOAT, STRING, BYTE_STRING, MESSAGE ->
              throw wrong(name, value, "a field with one value");
        });
  }

  // Choices belong to a question, not to a run.
  private static List<FieldDescriptor> fields() {
    return VerifyOptions.getDescriptor().getFields().stream()
        .filter(field -> !field.isRepeated())
        .toList();
  }

  private static boolean bool(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, value, "true or false");
    };
  }

  private static <T> T number(
      String name, String value, java.util.function.Function<String, T> of) {
    try {
      return of.apply(value);
    } catch (NumberFormatException _) {
      throw wrong(name, value, "a number");
    }
  }

  // `fapo-recipe` is VERIFY_MODE_FAPO_RECIPE.
  private static EnumValueDescriptor word(
      String name, String value, List<EnumValueDescriptor> values) {
    List<EnumValueDescriptor> meant =
        values.stream().filter(known -> known.getNumber() != 0).toList();
    return meant.stream()
        .filter(known -> folded(brief(known, values)).equals(folded(value)))
        .findFirst()
        .orElseThrow(
            () -> wrong(name, value, "one of " + names(meant, known -> brief(known, values))));
  }

  // Without what all values of the enum begin with: the name of the zero says how long that is.
  private static String brief(EnumValueDescriptor value, List<EnumValueDescriptor> values) {
    int prefix = values.getFirst().getName().length() - "UNSPECIFIED".length();
    return value.getName().substring(prefix).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String folded(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static <T> String names(List<T> of, java.util.function.Function<T, String> name) {
    return of.stream().map(name).map(n -> n.replace('_', '-')).collect(Collectors.joining(", "));
  }

  private static IllegalArgumentException wrong(String name, String value, String expected) {
    return new IllegalArgumentException(
        "%s%s: %s (expected: %s)".formatted(PREFIX, name, value, expected));
  }
}
