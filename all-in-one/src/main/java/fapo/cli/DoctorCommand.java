package fapo.cli;

import fapo.cli.terminal.Output;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/// `fapo doctor`.
@Command(
    name = "doctor",
    header = "Say what is installed, what is missing, and how to get it.",
    description = "The exit code is 0 where fapo score can run here.",
    footer = {"", ExitCode.TEXT})
final class DoctorCommand implements Callable<Integer> {
  @ArgGroup(exclusive = false)
  StateOptions state = new StateOptions();

  private final List<String> lines = new ArrayList<>();
  private boolean well = true;

  @Override
  public Integer call() throws IOException {
    java();
    database();
    folder();
    ports();
    critics();
    tools();
    Output output = Output.standard();
    for (String line : lines) {
      output.println(line);
    }
    output.flush();
    return well ? ExitCode.OK : ExitCode.DIFFERENCES;
  }

  private void java() {
    int feature = Runtime.version().feature();
    check(
        feature == 25,
        "Java " + Runtime.version() + " in " + System.getProperty("java.home"),
        "JDK 25 is needed: install one, for example Temurin 25, or set JAVA_HOME");
    note(
        "%d cores, heap up to %d MiB"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20));
    boolean cached = System.getProperty("fapo.aot", "").equals("on");
    note(cached ? "AOT cache: in use" : "AOT cache: not in use (made at the first fapo score)");
  }

  private void database() throws IOException {
    if (state.databaseUrl != null) {
      note("PostgreSQL: external");
      return;
    }
    boolean bundled =
        Stream.of("postgres-linux-x86_64.txz", "postgres-linux-arm_64.txz")
                .anyMatch(name -> DoctorCommand.class.getResource("/" + name) != null)
            || DoctorCommand.class.getResource("/postgres-darwin-arm_64.txz") != null;
    check(
        bundled,
        "PostgreSQL 18.6: bundled",
        "no bundled PostgreSQL for this machine: give --database-url");
    Path cache = StateOptions.cache();
    note(
        Files.isDirectory(cache)
            ? "PostgreSQL programs: unpacked in " + cache
            : "PostgreSQL programs: unpacked into " + cache + " at the first start");
    if ("root".equals(System.getProperty("user.name"))) {
      check(
          found("unshare").isPresent() || found("setpriv").isPresent(),
          "run as root: PostgreSQL runs as nobody",
          "run as root, and neither unshare nor setpriv is there: run as another user, or give"
              + " --database-url");
    }
  }

  private void folder() {
    Path folder = state.folder().toAbsolutePath();
    @Nullable Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    check(
        existing != null && Files.isWritable(existing),
        "data folder: " + folder + (Files.exists(folder) ? "" : " (made at the first start)"),
        "data folder " + folder + " is not writable: choose another with --data or FAPO_HOME");
  }

  private void ports() {
    for (int port : new int[] {9090, 8080}) {
      boolean free = free(port);
      note(
          "port %d: %s"
              .formatted(
                  port,
                  free
                      ? "free"
                      : "in use (a running fapo serve? else use --grpc-port, --rest-port)"));
    }
  }

  private void critics() {
    note("critic symbolic: built in (DEMO: arithmetic and consistency of stated values)");
    note("critic openai: any vLLM or SGLang server with --critic openai:URL");
  }

  private void tools() {
    for (String tool : List.of("docker", "kubectl", "python3")) {
      note(
          found(tool)
              .map(path -> tool + ": " + path)
              .orElse(tool + ": not found (optional: containers, deployment, the Python client)"));
    }
  }

  private void check(boolean good, String what, String otherwise) {
    lines.add(good ? "ok       " + what : "missing  " + otherwise);
    well &= good;
  }

  private void note(String what) {
    lines.add("         " + what);
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Path> found(String tool) {
    @Nullable String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
