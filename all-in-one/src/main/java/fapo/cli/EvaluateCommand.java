package fapo.cli;

import fapo.cli.evaluate.CritiqueStream;
import fapo.cli.evaluate.Evaluation;
import fapo.cli.json.JsonWriter;
import fapo.cli.rows.CritiqueRow;
import fapo.cli.rows.Line;
import fapo.cli.rows.Lines;
import fapo.cli.rows.RowException;
import fapo.cli.terminal.Messages;
import fapo.cli.terminal.Output;
import fapo.cli.terminal.Progress;
import fapo.genrm.v1.CritiqueOptions;
import io.grpc.Channel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fapo evaluate`.
@Command(
    name = "evaluate",
    header = "Measure a critic on labelled solutions.",
    description = {
      "Reads ProcessBench's format, {\"id\", \"problem\", \"steps\", \"final_answer_correct\","
          + " \"label\"}: the label is the 0-based index of the first wrong step, -1 for none. The"
          + " critic is asked about every solution, whether its answer is right or not.",
      "",
      "precision, recall, f1: of flawed positives, over the solutions with a right answer.",
      "processbench_f1: harmonic mean of the shares of flawed solutions located exactly and of"
          + " clean ones called clean. exact_location_accuracy: the former share.",
      "false_flag_rate: flagged among clean solutions with a right answer.",
      "coverage: the share judged. An abstention is a miss."
    },
    footer = {"", ExitCode.TEXT})
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "JSONL; - is standard input.")
  List<String> files = List.of();

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the measures as JSON, pooled and by file; - is standard output.")
  @Nullable String json;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "64",
      description = "Solutions under way at a time. Default: ${DEFAULT-VALUE}.")
  int concurrency = 64;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Critiques whose majority decides, 1 to 64. Default: 1.")
  @Nullable Integer samples;

  @Mixin SourceOptions source = new SourceOptions();

  @Override
  public Integer call() throws Exception {
    if (concurrency < 1) {
      throw CommandException.usage("--concurrency: " + concurrency + " (expected: >= 1)");
    }
    PolicyOptions options = new PolicyOptions();
    options.samples = samples;
    CritiqueOptions critique =
        options.critique(source.criticName()).toBuilder().setReturnCritique(false).build();
    Progress progress = Terminal.progress();
    Messages messages = Terminal.messages(progress);
    Evaluation evaluation = new Evaluation();
    long started = System.nanoTime();
    try (Source platform = source.openCritic()) {
      for (String file : files) {
        evaluation.open(file);
        evaluate(file, platform.channel(), critique, evaluation, messages, progress);
      }
    }
    progress.clear();
    report(evaluation, (System.nanoTime() - started) / 1e9);
    return messages.refused() + evaluation.refused() > 0 ? ExitCode.DIFFERENCES : ExitCode.OK;
  }

  private void evaluate(
      String file,
      Channel channel,
      CritiqueOptions options,
      Evaluation evaluation,
      Messages messages,
      Progress progress)
      throws IOException, InterruptedException {
    try (Lines lines = Inputs.lines(file)) {
      long size = Inputs.size(file);
      CritiqueStream stream =
          new CritiqueStream(
              channel,
              options,
              concurrency,
              (row, result) -> {
                if (result.hasRefused()) {
                  messages.say("line " + row.line() + ": " + result.getRefused().getMessage());
                }
                evaluation.add(file, row, result);
                progress.show(lines.consumed(), size, evaluation.rows(), "solutions");
              });
      for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
        try {
          if (!stream.send(CritiqueRow.of(line, messages))) {
            break;
          }
        } catch (RowException e) {
          messages.refused(line.number(), file + ": " + e.getMessage());
        }
      }
      stream.finish();
    }
  }

  private void report(Evaluation evaluation, double seconds) throws IOException {
    if (json != null) {
      JsonWriter measures = evaluation.json(seconds);
      try (Output output = Output.of(json)) {
        output.write(measures.line());
      }
    }
    if ("-".equals(json)) {
      return;
    }
    Output output = Output.standard();
    for (String line : evaluation.table()) {
      output.println(line);
    }
    output.println("judged by " + evaluation.critic());
    output.flush();
  }
}
