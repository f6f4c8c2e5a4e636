package fapo.gateway.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import com.google.protobuf.ProtocolMessageEnum;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// The gateway's JSON: snake case, absent instead of null, and nothing accepted that would lose
/// meaning. Unknown and
/// repeated fields, null list elements, numbers that do not fit, non-finite numbers, unpaired
/// surrogates and unknown enum names are refused, each with the path of
/// its field.
public final class StrictJson {
  private StrictJson() {}

  /// @param longestText characters a single string may have
  public static JsonMapper mapper(int longestText) {
    var limits = StreamReadConstraints.builder().maxStringLength(longestText).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
        .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .addModule(new Contract())
        .build();
  }

  private static final class Contract extends SimpleModule {
    private static final long serialVersionUID = 1L;

    Contract() {
      super("fapo-contract");
      addDeserializer(String.class, new StrictScalars.Text());
      addDeserializer(Double.class, new StrictScalars.Finite());
      addDeserializer(Integer.class, new StrictScalars.Uint31());
      addDeserializer(Long.class, new StrictScalars.Uint63());
      addSerializer(ProtocolMessageEnum.class, new NameWriter());
    }

    @Override
    public void setupModule(SetupContext context) {
      super.setupModule(context);
      context.addDeserializers(new EnumReaders());
    }
  }

  private static final class EnumReaders extends Deserializers.Base {
    @Override
    public ValueDeserializer<?> findEnumDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
      return EnumNames.isEnum(type.getRawClass())
          ? new StrictScalars.Named(type.getRawClass())
          : super.findEnumDeserializer(type, config, description);
    }

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
      return EnumNames.isEnum(type);
    }
  }

  private static final class NameWriter extends ValueSerializer<ProtocolMessageEnum> {
    @Override
    public void serialize(
        ProtocolMessageEnum value, JsonGenerator out, SerializationContext context) {
      out.writeString(EnumNames.name(value));
    }
  }
}
