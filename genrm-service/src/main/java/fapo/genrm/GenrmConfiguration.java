package fapo.genrm;

import fapo.genrm.critique.Critic;
import fapo.genrm.local.OnnxCritic;
import fapo.genrm.remote.OpenAiCritic;
import io.grpc.BindableService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this service's rooms together; imported by {@link GenrmApplication} and by the all-in-one.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GenrmProperties.class)
public class GenrmConfiguration {
  /// Closing it ends the exchanges of the critics that have any.
  @Bean
  Critics genrmCritics(GenrmProperties properties) {
    Critic symbolic = new SymbolicBackend();
    List<Critic> critics = new ArrayList<>(List.of(symbolic));
    if (properties.openai().configured()) {
      critics.add(
          new OpenAiCritic(properties.openai().settings(), System::nanoTime, new SecureRandom()));
    }
    if (properties.onnx().configured()) {
      critics.add(new OnnxCritic(properties.onnx().settings(), new SecureRandom()));
    }
    if (critics.size() > 1) {
      critics.add(new HybridCritic(symbolic, critics.getLast()));
    }
    return new Critics(critics, properties.defaultCritic());
  }

  @Bean
  WorkBoard genrmWorkBoard(GenrmProperties properties) {
    return new WorkBoard(
        new WorkBoard.Limits(
            properties.queueLimit(), properties.detach(), properties.callTimeout()));
  }

  @Bean
  CritiqueDesk genrmDesk(
      GenrmProperties properties,
      Critics genrmCritics,
      WorkBoard genrmWorkBoard,
      ObjectProvider<MeterRegistry> meters) {
    MeterRegistry registry = meters.getIfAvailable(SimpleMeterRegistry::new);
    Gauge.builder("fapo.genrm.works", genrmWorkBoard, WorkBoard::load)
        .description("critiques under way or waiting for a model")
        .register(registry);
    return new CritiqueDesk(
        genrmCritics, genrmWorkBoard, registry, properties.maxSolutionSize().toBytes());
  }

  @Bean
  BindableService genrmEndpoint(
      CritiqueDesk genrmDesk, Critics genrmCritics, WorkBoard genrmWorkBoard) {
    return new GenrmEndpoint(genrmDesk, genrmCritics, genrmWorkBoard);
  }

  @Bean
  BindableService evaluationEndpoint(CritiqueDesk genrmDesk) {
    return new EvaluationEndpoint(genrmDesk);
  }
}
