package fapo.cli;

import fapo.platform.Platform;
import fapo.platform.database.DatabaseStartException;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A platform to ask: one of this process, or one that runs elsewhere. Closed by the command, or,
/// on Ctrl-C, before the process ends.
final class Source implements AutoCloseable {
  private static final int LARGEST_MESSAGE = 64 << 20;

  private final ManagedChannel channel;
  private final Optional<Platform> platform;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread hook;

  private Source(ManagedChannel channel, Optional<Platform> platform) {
    this.channel = channel;
    this.platform = platform;
    this.hook = new Thread(this::closeOnce, "fapo-close");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static Source own(Platform platform) {
    return new Source(platform.channel(), Optional.of(platform));
  }

  static Source remote(String address) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .build();
    return new Source(channel, Optional.empty());
  }

  Channel channel() {
    return channel;
  }

  @Override
  public void close() {
    closeOnce();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already
    }
  }

  private void closeOnce() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      channel.shutdown().awaitTermination(5, TimeUnit.SECONDS);
      if (platform.isPresent()) {
        platform.get().close();
      }
    } catch (DatabaseStartException e) {
      System.err.println("fapo: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
