package fapo.platform;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Serves the services to each other inside the process. It starts before whatever listens to the
/// outside and ends after it, so that a call that came in is finished with its services still
/// there.
final class InternalServer implements SmartLifecycle {
  /// Before the network servers, which have the last phase.
  private static final int PHASE = 0;

  private static final int GRACE_SECONDS = 30;

  private final String name;
  private final List<BindableService> services;
  private @Nullable Server server;

  InternalServer(String name, List<BindableService> services) {
    this.name = name;
    this.services = List.copyOf(services);
  }

  @Override
  public void start() {
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name)
            .executor(
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("fapo-internal-", 0).factory()));
    services.forEach(builder::addService);
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (server == null) {
      return;
    }
    server.shutdown();
    try {
      if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    server = null;
  }

  @Override
  public boolean isRunning() {
    return server != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
