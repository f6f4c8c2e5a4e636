package fapo.cli;

/// Ends a command with one line for people and an exit code.
final class CommandException extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }

  static CommandException unavailable(String message) {
    return new CommandException(ExitCode.UNAVAILABLE, message);
  }

  static CommandException failed(String message) {
    return new CommandException(ExitCode.DIFFERENCES, message);
  }

  int exitCode() {
    return exitCode;
  }
}
