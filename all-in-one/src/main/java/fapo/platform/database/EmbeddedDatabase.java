package fapo.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The platform's own PostgreSQL: durable, kept in a data folder, listening on the loopback alone.
///
/// It runs in a session of its own, so that Ctrl-C reaches the platform and not the database: the
/// platform answers what it holds and only then stops it. What a killed platform left running is
/// found and stopped at the next start; a folder another platform works in is refused.
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String USER = "fapo";
  private static final int START_SECONDS = 60;

  /// What the audit's promise rests on is said explicitly, whatever a configuration file says.
  private static final String SETTINGS =
      "-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c listen_addresses=127.0.0.1"
          + " -c unix_socket_directories= -c max_connections=64 -c shared_buffers=64MB"
          + " -c max_wal_size=1GB -c wal_compression=on -c logging_collector=off";

  private final Path folder;
  private final Programs programs;
  private final Account account;
  private final FolderLock lock;
  private final int port;
  private final String password;

  private EmbeddedDatabase(
      Path folder, Programs programs, Account account, FolderLock lock, String password, int port) {
    this.folder = folder;
    this.programs = programs;
    this.account = account;
    this.lock = lock;
    this.password = password;
    this.port = port;
  }

  /// @param folder of the platform's state; the cluster is `postgres/data` in it
  /// @param cache where PostgreSQL's programs are unpacked
  public static EmbeddedDatabase start(Path folder, Path cache) throws DatabaseStartException {
    Path own = folder.toAbsolutePath().resolve("postgres");
    try {
      Files.createDirectories(own);
      FolderLock lock = FolderLock.take(folder.toAbsolutePath());
      boolean started = false;
      try {
        Programs programs = Programs.in(cache.toAbsolutePath());
        Account account = Account.forFolder(own, programs.program("postgres"));
        EmbeddedDatabase database =
            new EmbeddedDatabase(own, programs, account, lock, password(own), freePort());
        database.run();
        started = true;
        return database;
      } finally {
        if (!started) {
          lock.close();
        }
      }
    } catch (IOException e) {
      throw new DatabaseStartException("cannot start PostgreSQL in " + own + ": " + e, e);
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /// Stops the server once its clients' transactions are over, and lets go of the folder.
  @Override
  public void close() throws DatabaseStartException {
    try (lock) {
      stop();
    }
  }

  private void run() throws DatabaseStartException, IOException {
    if (!Files.isDirectory(cluster())) {
      create();
    }
    Optional<Postmaster> orphan = Postmaster.of(cluster());
    if (orphan.isPresent()) {
      stop();
    }
    String command = "-p " + port + " " + SETTINGS;
    execute(
        "start PostgreSQL (its log is " + log() + ")",
        account.command(
            programs.program("pg_ctl"),
            "start",
            "-s",
            "-w",
            "-t",
            String.valueOf(START_SECONDS),
            "-D",
            cluster().toString(),
            "-l",
            log().toString(),
            "-o",
            command));
  }

  private void stop() throws DatabaseStartException {
    execute(
        "stop PostgreSQL in " + cluster(),
        account.command(
            programs.program("pg_ctl"),
            "stop",
            "-s",
            "-w",
            "-m",
            "fast",
            "-D",
            cluster().toString()));
  }

  /// A cluster that has its name is whole: it is made under another and renamed.
  private void create() throws DatabaseStartException, IOException {
    Path fresh = folder.resolve("data.new");
    delete(fresh);
    execute(
        "create a database in " + folder,
        account.command(
            programs.program("initdb"),
            "-D",
            fresh.toString(),
            "-U",
            USER,
            "--auth=scram-sha-256",
            "--pwfile=" + secret(folder, account),
            "--encoding=UTF8",
            "--locale=C",
            "--no-instructions"));
    Files.move(fresh, cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path cluster() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("postgres.log");
  }

  private static String password(Path folder) throws IOException {
    Path file = folder.resolve("password");
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Path fresh = Files.createTempFile(folder, "password", "", onlyOwner);
      Files.writeString(fresh, HexFormat.of().formatHex(random) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  private static Path secret(Path folder, Account account) throws IOException {
    Path file = folder.resolve("password");
    account.give(file);
    return file;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void execute(String what, List<String> command) throws DatabaseStartException {
    try {
      Path output = Files.createTempFile("fapo-postgres", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        if (!process.waitFor(START_SECONDS + 30, TimeUnit.SECONDS) || process.exitValue() != 0) {
          process.destroy();
          throw new DatabaseStartException("cannot " + what + ": " + lastLines(output));
        }
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new DatabaseStartException("cannot " + what + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseStartException("cannot " + what + ": interrupted", e);
    }
  }

  private String lastLines(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output, StandardCharsets.ISO_8859_1);
    List<String> fatal =
        Files.exists(log())
            ? Files.readAllLines(log(), StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.contains("FATAL"))
                .toList()
            : List.of();
    return Stream.of(lines, fatal)
        .filter(some -> !some.isEmpty())
        .map(List::getLast)
        .reduce((first, second) -> first + " (" + second + ")")
        .orElse("no message");
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
