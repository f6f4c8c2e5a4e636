package fapo.gateway;

import org.springframework.context.annotation.Configuration;

/// Wires this service's rooms together; imported by {@link GatewayApplication} and by the
// all-in-one.
@Configuration(proxyBeanMethods = false)
public class GatewayConfiguration {}
