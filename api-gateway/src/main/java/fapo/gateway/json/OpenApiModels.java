package fapo.gateway.json;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Describes the JSON records in OpenAPI exactly as [StrictJson] reads and writes them.
public final class OpenApiModels extends ModelResolver {
  public OpenApiModels() {
    super(snakeCase(), new Names());
  }

  private static ObjectMapper snakeCase() {
    return Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
    JavaType java = _mapper.constructType(type.getType());
    if (java != null && EnumNames.isEnum(java.getRawClass())) {
      var names = List.copyOf(EnumNames.of(java.getRawClass()).keySet());
      return new StringSchema()._enum(names).description(description(type));
    }
    return super.resolve(type, context, next);
  }

  private static @Nullable String description(AnnotatedType type) {
    if (type.getCtxAnnotations() != null) {
      for (Annotation annotation : type.getCtxAnnotations()) {
        if (annotation instanceof io.swagger.v3.oas.annotations.media.Schema schema
            && !schema.description().isEmpty()) {
          return schema.description();
        }
      }
    }
    return null;
  }

  /// `GroupScoreJson` is `GroupScore` to the reader.
  private static final class Names extends TypeNameResolver {
    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
      String name = super.nameForClass(type, options);
      return name.endsWith("Json") ? name.substring(0, name.length() - 4) : name;
    }
  }
}
