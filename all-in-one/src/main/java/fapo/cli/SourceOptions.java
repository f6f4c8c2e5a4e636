package fapo.cli;

import fapo.platform.Platform;
import fapo.platform.PlatformStartException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Which platform a command asks, and which critic judges there.
final class SourceOptions {
  /// What only concerns a command that starts the platform for itself.
  private static final Map<String, String> FOR_ONE_COMMAND =
      Map.of(
          // A small critic leaves much unjudged: the summary says so, and nothing is refused for
          // it.
          "fapo.reward.alarm.refuse", "1.0",
          // Nobody waits for the first check but the checks themselves.
          "fapo.verifier.warm-up-checks", "0");

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "Ask a running platform (gRPC) instead of starting one.")
  @Nullable String server;

  @Option(
      names = "--critic",
      paramLabel = "CRITIC",
      converter = CriticChoice.Converter.class,
      description =
          "symbolic (default), onnx:DIR (the model of a checkpoint directory), hybrid:DIR (exact"
              + " arithmetic where it applies, the model elsewhere) or openai:URL.")
  @Nullable CriticChoice critic;

  @ArgGroup(exclusive = false)
  StateOptions state = new StateOptions();

  /// The critic's name as the server knows it; empty: its default.
  String criticName() {
    if (critic != null) {
      return critic.name();
    }
    return server == null ? "symbolic" : "";
  }

  /// Everything that scores: database, services, record.
  Source open() throws CommandException {
    if (server != null) {
      return remote(server);
    }
    return own(FOR_ONE_COMMAND, false);
  }

  /// The critic alone: no database.
  Source openCritic() throws CommandException {
    if (server != null) {
      return remote(server);
    }
    return own(Map.of(), true);
  }

  private Source remote(String address) throws CommandException {
    if (critic != null && !critic.place().isEmpty()) {
      throw CommandException.usage(
          "--critic: the server at --server knows its own models (expected: symbolic, onnx, hybrid or openai)");
    }
    return Source.remote(address);
  }

  private Source own(Map<String, String> more, boolean criticAlone) throws CommandException {
    CriticChoice chosen = critic == null ? new CriticChoice("symbolic", "") : critic;
    if (chosen.name().equals("openai") && chosen.place().isEmpty()) {
      throw CommandException.usage("--critic: openai (expected: openai:URL)");
    }
    Map<String, String> settings = new HashMap<>(more);
    settings.putAll(chosen.settings());
    try {
      return Source.own(
          criticAlone
              ? Platform.criticAlone(settings)
              : Platform.inProcess(state.platform(settings)));
    } catch (PlatformStartException e) {
      throw CommandException.unavailable(String.valueOf(e.getMessage()));
    }
  }
}
