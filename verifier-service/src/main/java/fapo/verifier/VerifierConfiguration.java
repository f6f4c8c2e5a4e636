package fapo.verifier;

import fapo.verifier.compare.AnswerVerifier;
import io.grpc.BindableService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/// Wires this service's rooms together; imported by {@link VerifierApplication} and by the
/// all-in-one.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VerifierProperties.class)
public class VerifierConfiguration {

  @Bean
  AnswerVerifier verifierAnswerVerifier() {
    return new AnswerVerifier();
  }

  @Bean
  Checks verifierChecks(
      AnswerVerifier verifierAnswerVerifier,
      VerifierProperties properties,
      ObjectProvider<MeterRegistry> meters) {
    MeterRegistry registry = meters.getIfAvailable(SimpleMeterRegistry::new);
    DefaultOptions defaults = new DefaultOptions(properties.options());
    WarmUp.run(verifierAnswerVerifier, properties.warmUpChecks());
    return new Checks(
        verifierAnswerVerifier,
        defaults,
        new ResultCache(properties.cacheSize().toBytes(), registry),
        new VerifierMetrics(registry));
  }

  @Bean
  BatchWork verifierBatchWork(Checks verifierChecks, VerifierProperties properties) {
    return new BatchWork(verifierChecks, properties.maxChecksPerMessage(), properties.threads());
  }

  /// The close of the context begins before any server stops.
  @Bean
  ApplicationListener<ContextClosedEvent> verifierDrain(BatchWork verifierBatchWork) {
    return _ -> verifierBatchWork.drain();
  }

  @Bean
  BindableService verifierEndpoint(Checks verifierChecks, BatchWork verifierBatchWork) {
    return new VerifierEndpoint(verifierChecks, verifierBatchWork);
  }
}
