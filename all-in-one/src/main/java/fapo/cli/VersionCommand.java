package fapo.cli;

import fapo.cli.terminal.Output;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `fapo version`.
@Command(
    name = "version",
    header = "Print the version.",
    footer = {"", ExitCode.TEXT})
final class VersionCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    Output output = Output.standard();
    output.println("fapo " + version() + " (Java " + Runtime.version() + ")");
    output.flush();
    return ExitCode.OK;
  }

  static String version() {
    @Nullable String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }
}
