package fapo.gateway;

import fapo.gateway.advantage.AdvantageRoutes;
import fapo.gateway.audit.AuditRoutes;
import fapo.gateway.call.CallTimeouts;
import fapo.gateway.call.Services;
import fapo.gateway.console.ConsoleRoutes;
import fapo.gateway.console.HealthRoutes;
import fapo.gateway.console.InfoRoutes;
import fapo.gateway.critique.CritiqueRoutes;
import fapo.gateway.edge.ProblemWriter;
import fapo.gateway.evaluate.EvaluateRoutes;
import fapo.gateway.json.Codecs;
import fapo.gateway.json.OpenApiModels;
import fapo.gateway.json.StrictJson;
import fapo.gateway.score.ScoreRoutes;
import fapo.gateway.verify.VerifyRoutes;
import io.grpc.Channel;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.grpc.client.ChannelBuilderOptions;
import org.springframework.grpc.client.GrpcChannelFactory;
import tools.jackson.databind.json.JsonMapper;

/// Wires this service's rooms together; imported by [GatewayApplication] and by the all-in-one.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
@PropertySource("classpath:fapo/gateway/springdoc.properties")
public class GatewayConfiguration {
  /// Bytes: the largest body, as the contract's largest message.
  private static final int LARGEST_BODY = 64 << 20;

  private static final JsonMapper JSON = StrictJson.mapper(LARGEST_BODY);

  @Bean
  Services gatewayServices(GrpcChannelFactory channels, GatewayProperties properties) {
    return new Services(
        channel(channels, properties.rewardTarget()),
        channel(channels, properties.verifierTarget()),
        channel(channels, properties.genrmTarget()));
  }

  private static Channel channel(GrpcChannelFactory channels, String target) {
    var options =
        ChannelBuilderOptions.defaults()
            .withCustomizer((name, builder) -> builder.maxInboundMessageSize(LARGEST_BODY));
    return channels.createChannel(target, options);
  }

  @Bean
  CallTimeouts gatewayTimeouts(GatewayProperties properties) {
    return new CallTimeouts(properties.timeout());
  }

  @Bean
  Codecs gatewayCodecs() {
    return new Codecs(JSON, LARGEST_BODY);
  }

  @Bean
  ProblemWriter gatewayProblemWriter() {
    return new ProblemWriter(JSON);
  }

  @Bean
  ScoreRoutes gatewayScoreRoutes(Services gatewayServices, CallTimeouts gatewayTimeouts) {
    return new ScoreRoutes(gatewayServices.reward(), gatewayTimeouts);
  }

  @Bean
  VerifyRoutes gatewayVerifyRoutes(Services gatewayServices, CallTimeouts gatewayTimeouts) {
    return new VerifyRoutes(gatewayServices.verifier(), gatewayTimeouts);
  }

  @Bean
  CritiqueRoutes gatewayCritiqueRoutes(Services gatewayServices, CallTimeouts gatewayTimeouts) {
    return new CritiqueRoutes(gatewayServices.genrm(), gatewayTimeouts);
  }

  @Bean
  EvaluateRoutes gatewayEvaluateRoutes(Services gatewayServices, CallTimeouts gatewayTimeouts) {
    return new EvaluateRoutes(gatewayServices.evaluation(), gatewayTimeouts);
  }

  @Bean
  AdvantageRoutes gatewayAdvantageRoutes(Services gatewayServices, CallTimeouts gatewayTimeouts) {
    return new AdvantageRoutes(gatewayServices.reward(), gatewayTimeouts);
  }

  @Bean
  AuditRoutes gatewayAuditRoutes(Services gatewayServices, CallTimeouts gatewayTimeouts) {
    return new AuditRoutes(gatewayServices.reward(), gatewayTimeouts);
  }

  @Bean
  InfoRoutes gatewayInfoRoutes(Services gatewayServices, CallTimeouts gatewayTimeouts) {
    return new InfoRoutes(gatewayServices.reward(), gatewayTimeouts);
  }

  @Bean
  HealthRoutes gatewayHealthRoutes(Services gatewayServices) {
    return new HealthRoutes(gatewayServices);
  }

  @Bean
  ConsoleRoutes gatewayConsoleRoutes() {
    return new ConsoleRoutes();
  }

  @Bean
  OpenApiModels gatewayOpenApiModels() {
    return new OpenApiModels();
  }

  @Bean
  OpenAPI gatewayOpenApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("FAPO reward platform")
                .version("v1")
                .description(
                    "Flawed-aware rewards and group advantages for reinforcement learning with"
                        + " verifiable rewards. Fields left out have the documented default;"
                        + " unknown fields are refused; failures are RFC 9457 problem documents."));
  }
}
