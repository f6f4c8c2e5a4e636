package fapo.cli;

import fapo.platform.Platform;
import fapo.platform.PlatformStartException;
import fapo.platform.database.DatabaseStartException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `fapo serve`.
@Command(
    name = "serve",
    header = "Run the whole platform until Ctrl-C.",
    description = {
      "Serves gRPC (fapo.reward.v1, fapo.verifier.v1, fapo.genrm.v1, health, reflection) on port"
          + " 9090 and REST, its documentation and a console on port 8080, on this machine alone"
          + " unless --host says otherwise. Nothing asks for a password: open it to networks you"
          + " trust.",
      "",
      "On Ctrl-C or SIGTERM new calls are refused, those under way are answered and put on record,"
          + " and then the database stops."
    },
    footer = {"", ExitCode.TEXT})
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
  String host = "127.0.0.1";

  @Option(
      names = "--grpc-port",
      paramLabel = "PORT",
      defaultValue = "9090",
      description = "Default: ${DEFAULT-VALUE}.")
  int grpcPort = 9090;

  @Option(
      names = "--rest-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Default: ${DEFAULT-VALUE}.")
  int restPort = 8080;

  @Option(
      names = "--critic",
      paramLabel = "CRITIC",
      converter = CriticChoice.Converter.class,
      description =
          "Judges where a request names none: symbolic (default), onnx:DIR, hybrid:DIR or"
              + " openai:URL.")
  @Nullable CriticChoice critic;

  @ArgGroup(exclusive = false)
  StateOptions state = new StateOptions();

  @Override
  public Integer call() throws Exception {
    InetAddress address = address();
    Map<String, String> settings = new HashMap<>();
    if (critic != null) {
      settings.putAll(critic.settings());
    }
    try {
      Platform platform =
          Platform.served(
              state.platform(settings),
              new InetSocketAddress(address, grpcPort),
              new InetSocketAddress(address, restPort));
      untilStopped(platform);
      return ExitCode.OK;
    } catch (PlatformStartException e) {
      throw CommandException.unavailable(String.valueOf(e.getMessage()));
    }
  }

  private InetAddress address() throws CommandException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw CommandException.usage("--host: '" + host + "' (expected: an address of this machine)");
    }
  }

  private void untilStopped(Platform platform) throws InterruptedException {
    Thread stop = new Thread(() -> stop(platform), "fapo-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    System.out.printf(
        "fapo: gRPC on %s:%d, REST on http://%s:%d, record in %s; Ctrl-C stops%n",
        host, grpcPort, host, restPort, state.description());
    System.out.flush();
    new CountDownLatch(1).await();
  }

  /// A stop that was asked for and went well is a success, whichever signal asked.
  private static void stop(Platform platform) {
    int exitCode = ExitCode.OK;
    System.out.println("fapo: stopping: answering what is under way");
    try {
      platform.close();
      System.out.println("fapo: stopped");
    } catch (DatabaseStartException e) {
      System.err.println("fapo: " + e.getMessage());
      exitCode = ExitCode.UNAVAILABLE;
    }
    System.out.flush();
    Runtime.getRuntime().halt(exitCode);
  }
}
