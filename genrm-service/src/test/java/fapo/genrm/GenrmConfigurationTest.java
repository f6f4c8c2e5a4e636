package fapo.genrm;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.critique.Critic;
import fapo.genrm.critique.CriticProfile.Fitness;
import io.grpc.BindableService;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

final class GenrmConfigurationTest {
  private final ApplicationContextRunner contexts =
      new ApplicationContextRunner().withUserConfiguration(GenrmConfiguration.class);

  @Test
  void needsNoConfiguration() {
    contexts.run(
        context -> {
          assertThat(context.getBeansOfType(BindableService.class))
              .containsOnlyKeys("genrmEndpoint", "evaluationEndpoint");
          assertThat(context.getBean(Critics.class).all())
              .extracting(critic -> critic.profile().name())
              .containsExactly("symbolic");
        });
  }

  @Test
  void configuresARemoteCritic() {
    contexts
        .withPropertyValues(
            "fapo.genrm.openai.url=http://127.0.0.1:1",
            "fapo.genrm.openai.model=judge",
            "fapo.genrm.openai.api-key=secret",
            "fapo.genrm.openai.fitness=TRAINING",
            "fapo.genrm.default-critic=openai")
        .run(
            context -> {
              Critic critic = context.getBean(Critics.class).named("");
              assertThat(critic.profile().name()).isEqualTo("openai");
              assertThat(critic.profile().modelId()).isEqualTo("judge");
              assertThat(critic.profile().fitness()).isEqualTo(Fitness.TRAINING);
              assertThat(context.getBean(GenrmProperties.class).toString())
                  .doesNotContain("secret");
            });
  }

  @Test
  void readsTheKeyOfTheServerFromTheEnvironment() {
    contexts
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource(
                            "test-systemEnvironment",
                            Map.of(
                                "FAPO_GENRM_OPENAI_URL",
                                "http://127.0.0.1:1",
                                "FAPO_GENRM_OPENAI_API_KEY",
                                "from-env"))))
        .run(
            context ->
                assertThat(context.getBean(GenrmProperties.class).openai().apiKey())
                    .isEqualTo("from-env"));
  }

  @ParameterizedTest
  @CsvSource({
    "fapo.genrm.default-critic=openai, fapo.genrm.default-critic: openai",
    "fapo.genrm.queue-limit=0, fapo.genrm.queue-limit: 0",
    "fapo.genrm.detach=0s, fapo.genrm.detach: PT0S",
    "fapo.genrm.openai.url=ftp://x, fapo.genrm.openai.url: ftp://x",
    "fapo.genrm.openai.max-in-flight=0, fapo.genrm.openai.max-in-flight: 0",
    "fapo.genrm.openai.sampling.temperature=3, fapo.genrm.openai.sampling.temperature: 3.0",
    "fapo.genrm.openai.sampling.top-p=0, fapo.genrm.openai.sampling.top-p: 0.0"
  })
  void stopsAtTheKeyThatIsWrong(String property, String message) {
    contexts
        .withPropertyValues(property)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageStartingWith(message));
  }
}
