package fapo.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/// A test of the whole gateway on a real port; all of them share one.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = GatewayApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=api-gateway",
      "fapo.gateway.reward-target=in-process:" + ScriptedPlatform.NAME,
      "fapo.gateway.verifier-target=in-process:" + ScriptedPlatform.NAME,
      "fapo.gateway.genrm-target=in-process:" + ScriptedPlatform.NAME
    })
@interface GatewayTest {}
