package fapo.reward;

import org.springframework.context.annotation.Configuration;

/// Wires this service's rooms together; imported by {@link RewardApplication} and by the
// all-in-one.
@Configuration(proxyBeanMethods = false)
public class RewardConfiguration {}
