package fapo.verifier;

import org.springframework.context.annotation.Configuration;

/// Wires this service's rooms together; imported by {@link VerifierApplication} and by the
// all-in-one.
@Configuration(proxyBeanMethods = false)
public class VerifierConfiguration {}
