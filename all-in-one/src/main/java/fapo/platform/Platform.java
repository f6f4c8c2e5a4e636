package fapo.platform;

import fapo.platform.database.DatabaseStartException;
import fapo.platform.database.EmbeddedDatabase;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;

/// The whole platform in one process: database first, then one context with all services; closed
/// in the opposite order, so that what is in flight is answered and on record before the database
/// goes.
public final class Platform implements AutoCloseable {
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Optional<EmbeddedDatabase> database;
  private final ConfigurableApplicationContext context;
  private final ManagedChannel channel;

  private Platform(
      Optional<EmbeddedDatabase> database,
      ConfigurableApplicationContext context,
      ManagedChannel channel) {
    this.database = database;
    this.context = context;
    this.channel = channel;
  }

  /// For one command: reachable through {@link #channel()} alone.
  public static Platform inProcess(PlatformOptions options) throws PlatformStartException {
    return start(options, CommandConfiguration.class, WebApplicationType.NONE, Map.of());
  }

  /// The critics alone, without a database: for asking them directly.
  public static Platform criticAlone(Map<String, String> settings) throws PlatformStartException {
    String name = nextName();
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("fapo.platform.internal-name", name);
    return new Platform(
        Optional.empty(),
        run(CriticConfiguration.class, WebApplicationType.NONE, all),
        channel(name));
  }

  /// As a server on two addresses.
  public static Platform served(
      PlatformOptions options, InetSocketAddress grpc, InetSocketAddress rest)
      throws PlatformStartException {
    Map<String, Object> addresses =
        Map.of(
            "spring.grpc.server.address", grpc.getAddress().getHostAddress(),
            "spring.grpc.server.port", grpc.getPort(),
            "server.address", rest.getAddress().getHostAddress(),
            "server.port", rest.getPort());
    return start(options, ServedConfiguration.class, WebApplicationType.REACTIVE, addresses);
  }

  /// Reaches every gRPC service of this platform.
  public ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() throws DatabaseStartException {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(30, TimeUnit.SECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
    context.close();
    if (database.isPresent()) {
      database.get().close();
    }
  }

  private static Platform start(
      PlatformOptions options,
      Class<?> configuration,
      WebApplicationType web,
      Map<String, Object> addresses)
      throws PlatformStartException {
    @Nullable EmbeddedDatabase embedded = null;
    boolean started = false;
    try {
      embedded =
          options.database().isPresent()
              ? null
              : EmbeddedDatabase.start(options.data(), options.cache());
      String name = nextName();
      Map<String, Object> settings = new LinkedHashMap<>(internal(name, options.data()));
      settings.putAll(database(options, embedded));
      settings.putAll(addresses);
      settings.putAll(options.settings());
      ConfigurableApplicationContext context = run(configuration, web, settings);
      started = true;
      return new Platform(Optional.ofNullable(embedded), context, channel(name));
    } catch (DatabaseStartException e) {
      throw new PlatformStartException(String.valueOf(e.getMessage()), e);
    } finally {
      if (!started && embedded != null) {
        stopQuietly(embedded);
      }
    }
  }

  private static String nextName() {
    return "fapo-" + STARTED.incrementAndGet();
  }

  private static ManagedChannel channel(String name) {
    return InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  private static ConfigurableApplicationContext run(
      Class<?> configuration, WebApplicationType web, Map<String, Object> settings)
      throws PlatformStartException {
    SpringApplication application = new SpringApplication(configuration);
    application.setWebApplicationType(web);
    application.setBannerMode(Banner.Mode.OFF);
    application.setRegisterShutdownHook(false); // the command closes the platform, in its order
    application.setLogStartupInfo(false);
    application.addInitializers(
        context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("fapo", settings)));
    application.setDefaultProperties(defaults());
    try {
      return application.run();
    } catch (IllegalStateException | BeansException e) {
      throw new PlatformStartException(
          "the platform cannot start: " + NestedExceptionUtils.getMostSpecificCause(e).getMessage(),
          e);
    }
  }

  private static Map<String, Object> internal(String name, Path data) {
    String target = "in-process:" + name;
    return Map.of(
        "fapo.platform.internal-name", name,
        "fapo.reward.verifier-target", target,
        "fapo.reward.genrm-target", target,
        "fapo.gateway.reward-target", target,
        "fapo.gateway.verifier-target", target,
        "fapo.gateway.genrm-target", target,
        "fapo.reward.spool", data.toAbsolutePath().resolve("spool").toString());
  }

  private static Map<String, Object> database(
      PlatformOptions options, @Nullable EmbeddedDatabase embedded) {
    DatabaseAddress address =
        embedded == null
            ? options.database().orElseThrow()
            : new DatabaseAddress(embedded.jdbcUrl(), embedded.user(), embedded.password());
    return Map.of(
        "spring.datasource.url", address.jdbcUrl(),
        "spring.datasource.username", address.user(),
        "spring.datasource.password", address.password());
  }

  /// What a configuration file or the environment may override.
  private static Map<String, Object> defaults() {
    return Map.of(
        "spring.config.name", "fapo",
        "spring.application.name", "fapo",
        "spring.main.lazy-initialization", "false",
        "spring.grpc.server.inbound.message.max-size", "64MB",
        "spring.grpc.server.keepalive.permit.time", "10s",
        "spring.grpc.server.keepalive.permit.without-calls", "true",
        "spring.grpc.server.shutdown.grace-period", "60s",
        "server.shutdown", "graceful",
        "management.endpoints.web.exposure.include", "health,info,metrics,prometheus");
  }

  private static void stopQuietly(EmbeddedDatabase embedded) {
    try {
      embedded.close();
    } catch (DatabaseStartException e) {
      System.err.println("fapo: " + e.getMessage());
    }
  }
}
