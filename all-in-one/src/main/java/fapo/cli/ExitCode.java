package fapo.cli;

/// The exit codes of every command.
final class ExitCode {
  static final int OK = 0;

  /// The command ran, but not everything is well: rows failed, answers differ, a replay differs.
  static final int DIFFERENCES = 1;

  /// The command line is wrong.
  static final int USAGE = 2;

  /// The command could not run: nothing to reach, no database, no input.
  static final int UNAVAILABLE = 3;

  /// Stopped by Ctrl-C.
  static final int INTERRUPTED = 130;

  /// Whoever read the output is gone: as a process that SIGPIPE ended.
  static final int BROKEN_PIPE = 141;

  /// What `--help` says at its end.
  static final String TEXT =
      """
      Exit codes: 0 all is well; 1 it ran, but some rows failed or answers differ; 2 the command line is wrong;
      3 it could not run (input not readable, server or database not reachable).""";

  private ExitCode() {}
}
