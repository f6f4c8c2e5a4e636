package fapo.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The account that PostgreSQL's programs run as: PostgreSQL refuses to run as root.
///
/// @param prefix what stands before each command; empty for ordinary users
/// @param gives whether the folder must belong to the other account
record Account(List<String> prefix, boolean gives) {
  private static final int NOBODY = 65534;
  private static final Account SELF = new Account(List.of(), false);

  /// A name space without names: files stay root's, the program sees itself as nobody.
  private static final Account NAMELESS = new Account(List.of("unshare", "-U"), false);

  private static final Account OTHER =
      new Account(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"),
          true);

  /// @param folder exists; the account must be able to write there
  static Account forFolder(Path folder, Path program) throws DatabaseStartException {
    try {
      if (!(Files.getAttribute(folder, "unix:uid") instanceof Integer uid) || !root(uid)) {
        return SELF;
      }
      for (Account account : List.of(NAMELESS, OTHER)) {
        account.give(folder);
        if (account.fits(folder, program)) {
          return account;
        }
      }
      Files.setAttribute(folder, "unix:uid", 0);
    } catch (IOException e) {
      throw new DatabaseStartException("cannot prepare " + folder + ": " + e, e);
    }
    throw new DatabaseStartException(
        "PostgreSQL does not run as root and no other account can use "
            + folder
            + ": run as another user, choose another folder with --data, or give --database-url");
  }

  List<String> command(Path program, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  void give(Path path) throws IOException {
    if (gives) {
      Files.setAttribute(path, "unix:uid", NOBODY);
    }
  }

  private static boolean root(int folderOwner) {
    return "root".equals(System.getProperty("user.name")) && folderOwner >= 0;
  }

  private boolean fits(Path folder, Path program) {
    List<String> probe = new ArrayList<>(prefix);
    probe.addAll(
        List.of(
            "/bin/sh",
            "-c",
            "test \"$(id -u)\" != 0 && test -x \"$0\" && test -w \"$1\"",
            program.toString(),
            folder.toString()));
    try {
      return new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
