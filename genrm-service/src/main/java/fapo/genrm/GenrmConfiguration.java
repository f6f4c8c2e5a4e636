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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/// Wires this service's rooms together; imported by {@link GenrmApplication} and by the all-in-one.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GenrmProperties.class)
public class GenrmConfiguration {
  private static final Logger log = LoggerFactory.getLogger(GenrmConfiguration.class);

  /// Closing it ends the exchanges of the critics that have any.
  @Bean
  Critics genrmCritics(GenrmProperties properties, ApplicationEventPublisher events) {
    Critic symbolic = new SymbolicBackend();
    List<Critic> critics = new ArrayList<>(List.of(symbolic));
    if (properties.openai().configured()) {
      critics.add(
          new OpenAiCritic(properties.openai().settings(), System::nanoTime, new SecureRandom()));
    }
    if (properties.onnx().configured()) {
      critics.add(
          new OnnxCritic(properties.onnx().settings(), new SecureRandom(), _ -> giveUp(events)));
    }
    if (critics.size() > 1) {
      critics.add(new HybridCritic(symbolic, critics.getLast()));
    }
    return new Critics(critics, properties.defaultCritic());
  }

  // Whoever watches the process, such as Kubernetes, starts it anew.
  private static void giveUp(ApplicationEventPublisher events) {
    AvailabilityChangeEvent.publish(events, events, LivenessState.BROKEN);
  }

  /// The close of the context begins before any server stops.
  @Bean
  ApplicationListener<ContextClosedEvent> genrmDrain(
      WorkBoard genrmWorkBoard, GenrmProperties properties) {
    return _ -> {
      try {
        if (!genrmWorkBoard.drain(properties.drain())) {
          log.warn(
              "critiques were still under way after {}: they are cancelled", properties.drain());
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      genrmWorkBoard.close();
    };
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
    genrmCritics.all().stream()
        .filter(OnnxCritic.class::isInstance)
        .forEach(critic -> EngineMeters.bind((OnnxCritic) critic, registry));
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
