package fapo.genrm;

import org.springframework.context.annotation.Configuration;

/// Wires this service's rooms together; imported by {@link GenrmApplication} and by the all-in-one.
@Configuration(proxyBeanMethods = false)
public class GenrmConfiguration {}
