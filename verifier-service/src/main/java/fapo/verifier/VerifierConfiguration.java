package fapo.verifier;

import fapo.verifier.compare.AnswerVerifier;
import io.grpc.BindableService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this service's rooms together; imported by {@link VerifierApplication} and by the
/// all-in-one.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VerifierProperties.class)
public class VerifierConfiguration {

  @Bean
  AnswerVerifier verifierAnswerVerifier(VerifierProperties properties) {
    AnswerVerifier verifier = new AnswerVerifier();
    WarmUp.run(verifier, properties.warmUpChecks());
    return verifier;
  }

  @Bean
  BindableService verifierEndpoint(
      AnswerVerifier verifierAnswerVerifier, VerifierProperties properties) {
    return new VerifierEndpoint(verifierAnswerVerifier, properties.maxChecksPerMessage());
  }
}
