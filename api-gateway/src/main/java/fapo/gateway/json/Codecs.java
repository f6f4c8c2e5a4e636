package fapo.gateway.json;

import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes every body with [StrictJson], up to the size limit.
public final class Codecs implements WebFluxConfigurer {
  private final JsonMapper json;
  private final int largestBody;

  /// @param largestBody bytes
  public Codecs(JsonMapper json, int largestBody) {
    this.json = json;
    this.largestBody = largestBody;
  }

  @Override
  public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
    configurer.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(json));
    configurer.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(json));
    configurer.defaultCodecs().maxInMemorySize(largestBody);
  }
}
