package fapo.cli;

import fapo.cli.json.JsonWriter;
import fapo.cli.terminal.Output;
import fapo.genrm.checkpoint.CheckpointException;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.local.LocalSettings.Quantisation;
import fapo.genrm.local.ModelImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fapo model`.
@Command(
    name = "model",
    header = "Check and prepare a checkpoint that runs in the platform's own engine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ModelCommand.Import.class, ModelCommand.Show.class},
    footer = {"", ExitCode.TEXT})
final class ModelCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
    throw new ParameterException(line, "COMMAND: missing (expected: import or show)");
  }

  /// `fapo model import`.
  @Command(
      name = "import",
      header = "Load a Hugging Face checkpoint as the service does, and write what is made of it.",
      description = {
        "Reads DIR as save_pretrained writes it, loads it, generates a few tokens, and writes its"
            + " ONNX graph beside the weights. The weights are not copied. Nothing unfinished is"
            + " left behind where the disk is full."
      },
      footer = {"", ExitCode.TEXT})
  static final class Import implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The checkpoint's directory.")
    Path model = Path.of("");

    @Option(
        names = {"--quantise", "--quantize"},
        paramLabel = "BITS",
        description = "Also write a copy of the projections in int8 or int4.")
    @Nullable String quantise;

    @Option(names = "--json", description = "One JSON object instead of lines.")
    boolean json;

    @Override
    public Integer call() throws Exception {
      Quantisation quantisation = quantisation();
      return answer(
          () -> {
            ModelImport.Description description = ModelImport.describe(model);
            ModelImport.rehearse(model, quantisation);
            Path graph = ModelImport.writeGraph(model);
            print(description, quantisation, graph, json);
          });
    }

    private Quantisation quantisation() throws CommandException {
      return switch (quantise == null ? "" : quantise) {
        case "" -> Quantisation.NONE;
        case "int8" -> Quantisation.INT8;
        case "int4" -> Quantisation.INT4;
        default ->
            throw CommandException.usage("--quantise: " + quantise + " (expected: int8 or int4)");
      };
    }
  }

  /// `fapo model show`.
  @Command(
      name = "show",
      header = "Say what a checkpoint holds, and whether it can run here.",
      description = "Reads everything but does not load it into the engine.",
      footer = {"", ExitCode.TEXT})
  static final class Show implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The checkpoint's directory.")
    Path model = Path.of("");

    @Option(names = "--json", description = "One JSON object instead of lines.")
    boolean json;

    @Override
    public Integer call() throws Exception {
      return answer(() -> print(ModelImport.describe(model), Quantisation.NONE, null, json));
    }
  }

  /// What a command does with a checkpoint.
  private interface Work {
    void run() throws IOException;
  }

  private static int answer(Work work) throws CommandException, IOException {
    try {
      work.run();
      return ExitCode.OK;
    } catch (CheckpointException refused) {
      boolean unreadable = refused.reason() == CheckpointException.Reason.UNREADABLE;
      throw unreadable ? CommandException.unavailable(text(refused)) : refused(refused);
    } catch (UncheckedIOException failure) {
      throw CommandException.unavailable(text(failure) + ": " + failure.getCause());
    } catch (IllegalArgumentException | IllegalStateException refused) {
      throw refused(refused);
    }
  }

  private static CommandException refused(RuntimeException why) {
    return CommandException.failed(text(why));
  }

  private static String text(RuntimeException failure) {
    return String.valueOf(failure.getMessage());
  }

  private static void print(
      ModelImport.Description model, Quantisation quantisation, @Nullable Path graph, boolean json)
      throws IOException {
    DecoderSpec spec = model.spec();
    String architecture = spec.architecture().name().toLowerCase(Locale.ROOT);
    String type = model.elementType().toLowerCase(Locale.ROOT);
    String bits = quantisation.name().toLowerCase(Locale.ROOT);
    Output output = Output.standard();
    if (json) {
      JsonWriter object =
          new JsonWriter()
              .begin()
              .field("model_id", model.id())
              .field("architecture", architecture)
              .field("parameters", model.parameters())
              .field("element_type", type)
              .field("context_length", spec.contextLength())
              .field("layers", spec.layers())
              .field("hidden_size", spec.hidden())
              .field("vocabulary", spec.vocabulary())
              .field("weights_hash", model.weightsHash());
      if (graph != null) {
        object.field("graph", graph.toString()).field("quantisation", bits);
      }
      output.write(object.end().line());
    } else {
      output.println("model      " + model.id());
      output.println(
          "decoder    %s, %,d parameters in %s, %d layers of width %d"
              .formatted(architecture, model.parameters(), type, spec.layers(), spec.hidden()));
      output.println("context    %,d tokens".formatted(spec.contextLength()));
      output.println("weights    sha256 " + model.weightsHash());
      if (graph != null) {
        output.println("graph      " + graph);
        output.println("quantised  " + bits);
      }
    }
    output.flush();
  }
}
