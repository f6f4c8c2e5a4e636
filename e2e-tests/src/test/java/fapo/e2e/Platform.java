package fapo.e2e;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// The services that reward a group, each in the image its Dockerfile makes, beside PostgreSQL;
/// containers are as confined as they are in Kubernetes.
final class Platform implements AutoCloseable {
  private static final int GRPC = 9090;

  private final Network network = Network.newNetwork();
  private final PostgreSQLContainer postgres =
      new PostgreSQLContainer("postgres:18")
          .withDatabaseName("fapo")
          .withNetwork(network)
          .withNetworkAliases("postgres");
  private final GenericContainer<?> verifier = service("verifier-service", Map.of());
  private final GenericContainer<?> genrm = service("genrm-service", Map.of());
  private GenericContainer<?> reward = reward();

  void start() {
    Startables.deepStart(postgres, verifier, genrm).join();
    reward.start();
  }

  /// A fresh container in the place of the old one, which takes what it held with it.
  void replaceReward() {
    reward.stop();
    reward = reward();
    reward.start();
  }

  String rewardTarget() {
    return "dns:///" + reward.getHost() + ":" + reward.getMappedPort(GRPC);
  }

  PostgreSQLContainer postgres() {
    return postgres;
  }

  List<GenericContainer<?>> services() {
    return List.of(verifier, genrm, reward);
  }

  private GenericContainer<?> reward() {
    return service(
        "fapo-reward-service",
        Map.of(
            "SPRING_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/fapo",
            "SPRING_DATASOURCE_USERNAME", postgres.getUsername(),
            "SPRING_DATASOURCE_PASSWORD", postgres.getPassword(),
            "FAPO_REWARD_VERIFIER_TARGET", "dns:///verifier-service:9090",
            "FAPO_REWARD_GENRM_TARGET", "dns:///genrm-service:9090"));
  }

  private GenericContainer<?> service(String name, Map<String, String> environment) {
    Path folder = Path.of(System.getProperty("fapo.root", "..")).resolve(name);
    Path jar = bootJar(folder);
    ImageFromDockerfile image =
        new ImageFromDockerfile()
            .withFileFromPath("Dockerfile", folder.resolve("Dockerfile"))
            .withFileFromPath("target/" + jar.getFileName(), jar);
    return new GenericContainer<>(image)
        .withNetwork(network)
        .withNetworkAliases(name)
        .withExposedPorts(GRPC)
        .withEnv(environment)
        .withCreateContainerCmdModifier(
            command -> confine(Objects.requireNonNull(command.getHostConfig())))
        .waitingFor(Wait.forLogMessage(".*gRPC Server started.*", 1));
  }

  private static void confine(HostConfig host) {
    host.withReadonlyRootfs(true)
        .withTmpFs(Map.of("/tmp", "exec"))
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"));
  }

  private static Path bootJar(Path folder) {
    Path target = folder.resolve("target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-boot.jar"))
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException(target + ": no *-boot.jar (run ./mvnw package)"));
    } catch (IOException unreadable) {
      throw new IllegalStateException(target.toString(), unreadable);
    }
  }

  @Override
  public void close() {
    Stream.of(reward, genrm, verifier, postgres).forEach(GenericContainer::stop);
    network.close();
  }
}
