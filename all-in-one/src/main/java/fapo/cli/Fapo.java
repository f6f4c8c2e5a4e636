package fapo.cli;

import fapo.cli.terminal.BrokenPipeException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `fapo` command.
@Command(
    name = "fapo",
    header = "Flawed-aware rewards and advantages for rollouts.",
    description =
        "Checks answers, finds flawed reasoning behind right ones, and says what each rollout is"
            + " worth.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ScoreCommand.class,
      ServeCommand.class,
      VerifyCommand.class,
      PreflightCommand.class,
      CritiqueCommand.class,
      EvaluateCommand.class,
      ReplayCommand.class,
      ModelCommand.class,
      DoctorCommand.class,
      VersionCommand.class
    },
    footer = {"", ExitCode.TEXT, "", "fapo COMMAND --help says more about each command."})
public final class Fapo implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.",
      scope = CommandLine.ScopeType.INHERIT)
  boolean help;

  public static void main(String[] args) {
    if (args.length == 0 || !args[0].equals("serve")) {
      // Commands log warnings on standard error; the server logs as Spring Boot does.
      System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
      System.setProperty("logback.configurationFile", "fapo/cli/logback.xml");
    }
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return new CommandLine(new Fapo())
        .setExitCodeExceptionMapper(Fapo::exitCode)
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command))
        .setParameterExceptionHandler((failure, parsed) -> usage(failure))
        .setUsageHelpWidth(110)
        .setUsageHelpAutoWidth(false)
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), "COMMAND: missing");
  }

  private static int report(Exception failure, CommandLine command) throws Exception {
    @Nullable String message = message(failure);
    if (failure instanceof BrokenPipeException) {
      return ExitCode.BROKEN_PIPE;
    }
    if (message == null) {
      throw failure; // a defect of ours: picocli prints its trace
    }
    PrintWriter err = command.getErr();
    err.println("fapo: " + message);
    err.flush();
    return exitCode(failure);
  }

  private static @Nullable String message(Throwable failure) {
    return switch (failure) {
      case CommandException known -> known.getMessage();
      case StatusRuntimeException status -> {
        String text = status.getStatus().getDescription();
        yield "the server answered "
            + status.getStatus().getCode()
            + (text == null ? "" : ": " + text);
      }
      case CompletionException wrapped when wrapped.getCause() != null ->
          message(wrapped.getCause());
      case java.nio.file.NoSuchFileException missing -> missing.getFile() + ": no such file";
      case java.nio.file.AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case IOException io -> io.getMessage() == null ? io.toString() : io.getMessage();
      default -> null;
    };
  }

  private static int exitCode(Throwable failure) {
    return switch (failure) {
      case CommandException known -> known.exitCode();
      case BrokenPipeException _ -> ExitCode.BROKEN_PIPE;
      case StatusRuntimeException _, IOException _, CompletionException _ -> ExitCode.UNAVAILABLE;
      default -> ExitCode.DIFFERENCES;
    };
  }

  private static int usage(ParameterException failure) {
    PrintWriter err = failure.getCommandLine().getErr();
    err.println("fapo: " + failure.getMessage());
    err.println("Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }
}
