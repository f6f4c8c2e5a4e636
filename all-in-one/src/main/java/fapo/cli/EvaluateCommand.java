package fapo.cli;

import fapo.cli.evaluate.EvaluationRun;
import fapo.cli.evaluate.EvaluationRun.Asking;
import fapo.cli.evaluate.EvaluationRun.Keeping;
import fapo.cli.evaluate.Ledger;
import fapo.cli.evaluate.ResultLog;
import fapo.cli.evaluate.Results;
import fapo.cli.report.ReportPage;
import fapo.cli.rows.Lines;
import fapo.cli.terminal.Messages;
import fapo.cli.terminal.Output;
import fapo.cli.terminal.Progress;
import fapo.evaluation.compare.MismatchException;
import fapo.evaluation.stat.Resampling;
import fapo.genrm.v1.CritiqueOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
          + " \"label\"}, the label being the 0-based index of the first wrong step, -1 for none;"
          + " PRM800K; BIG-Bench-Mistake; and results of this command, whose verdicts are counted"
          + " and not asked for again. The critic is asked about every solution, whether its"
          + " answer is right or not.",
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
      names = {"-o", "--out"},
      paramLabel = "RESULTS",
      description = "Write a result a line as JSON, safe against kill -9.")
  @Nullable String out;

  @Option(
      names = "--resume",
      description = "Go on with the results in --out; what they hold is not asked again.")
  boolean resume;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the measures as JSON, pooled and by file; - is standard output.")
  @Nullable String json;

  @Option(
      names = "--report",
      paramLabel = "PAGE",
      description = "Write a page with plots and the worst cases: one HTML file, no scripts.")
  @Nullable String report;

  @Option(
      names = "--compare",
      paramLabel = "OTHER",
      description =
          "Results of another run over the same solutions, or another critic to ask: paired tests"
              + " say whether one is better.")
  @Nullable String compare;

  @Option(
      names = {"--parallel", "--concurrency"},
      paramLabel = "N",
      defaultValue = "64",
      description = "Solutions under way at a time. Default: ${DEFAULT-VALUE}.")
  int concurrency = 64;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Of the bootstrap intervals, at least 100. Default: ${DEFAULT-VALUE}.")
  int replicates = 2000;

  @Mixin SamplingOptions sampling = new SamplingOptions();

  @Mixin SourceOptions source = new SourceOptions();

  private final Progress progress = Terminal.progress();
  private final Messages messages = Terminal.messages(progress);

  @Override
  public Integer call() throws Exception {
    check();
    Resampling resampling = new Resampling(Resampling.DEFAULT.seed(), replicates);
    long started = System.nanoTime();
    Ledger ledger = new Ledger();
    ResultLog.Done done = new ResultLog.Done();
    try (ResultLog log = log(done, ledger)) {
      run(source, ledger, new Keeping(Optional.ofNullable(log), done), false);
    }
    Results results =
        compare == null ? Results.of(ledger, resampling) : compared(ledger, resampling);
    progress.clear();
    report(results, (System.nanoTime() - started) / 1e9);
    if (ledger.unanswered() > 0 && out != null) {
      messages.say(
          "%,d solutions were refused or not answered; the same command with --resume asks again"
              .formatted(ledger.unanswered()));
    }
    return messages.refused() + ledger.unanswered() > 0 ? ExitCode.DIFFERENCES : ExitCode.OK;
  }

  private void check() throws CommandException, IOException {
    if (concurrency < 1) {
      throw CommandException.usage("--parallel: " + concurrency + " (expected: >= 1)");
    }
    if (replicates < 100) {
      throw CommandException.usage("--replicates: " + replicates + " (expected: >= 100)");
    }
    if (resume && out == null) {
      throw CommandException.usage("--resume: without --out (expected: the results to go on with)");
    }
    for (String file : files) {
      if (out != null && Inputs.same(file, out)) {
        throw CommandException.usage("--out: " + out + " is an input (expected: another file)");
      }
    }
    if ("-".equals(out)) {
      throw CommandException.usage("--out: - (expected: a file)");
    }
    if (compare != null && critic(compare).isPresent() && files.contains("-")) {
      throw CommandException.usage(
          "--compare: " + compare + " would read standard input again (expected: files)");
    }
  }

  private @Nullable ResultLog log(ResultLog.Done done, Ledger ledger) throws IOException {
    if (out == null) {
      return null;
    }
    if (!resume) {
      return ResultLog.create(Path.of(out));
    }
    ResultLog log = ResultLog.resume(Path.of(out), done, ledger);
    messages.say("%,d results are there already".formatted(done.size()));
    return log;
  }

  // Asks this source's critic about every file; it is started where a row needs it.
  private void run(SourceOptions from, Ledger ledger, Keeping keeping, boolean again)
      throws Exception {
    try (Started critic = new Started(from)) {
      // The words of a critique are only for results and for the page.
      CritiqueOptions critique =
          sampling.critique(from.criticName()).toBuilder()
              .setReturnCritique(out != null || report != null)
              .build();
      Asking asking = new Asking(critic::channel, critique, concurrency, again);
      for (String file : files) {
        try (Lines lines = Inputs.lines(file)) {
          long size = Inputs.size(file);
          Runnable counted =
              () -> progress.show(lines.consumed(), size, ledger.rows(), "solutions");
          new EvaluationRun(asking, messages, ledger, keeping, counted).file(file, lines);
        }
      }
    }
  }

  private Results compared(Ledger ledger, Resampling resampling) throws Exception {
    Ledger other = new Ledger();
    String name = java.util.Objects.requireNonNull(compare);
    Optional<CriticChoice> critic = critic(name);
    if (critic.isPresent()) {
      SourceOptions second = new SourceOptions();
      second.server = source.server;
      second.state = source.state;
      second.critic = critic.get();
      run(second, other, Keeping.none(), true);
    } else {
      try (Lines lines = Inputs.lines(name)) {
        new EvaluationRun(
                new Asking(
                    () -> {
                      throw CommandException.usage(
                          "--compare: " + name + " holds no verdicts (expected: results of --out)");
                    },
                    sampling.critique(""),
                    1,
                    false),
                messages,
                other,
                Keeping.none(),
                () -> {})
            .file(name, lines);
      }
    }
    try {
      return Results.of(ledger, other, critic.isPresent() ? "" : name, resampling);
    } catch (MismatchException e) {
      throw CommandException.usage("--compare: " + e.getMessage());
    }
  }

  private static Optional<CriticChoice> critic(String name) {
    return name.matches("(symbolic|openai|onnx|hybrid)(:.*)?")
        ? Optional.of(CriticChoice.parse(name))
        : Optional.empty();
  }

  private void report(Results results, double seconds) throws IOException {
    if (report != null) {
      try (Output output = Output.of(report)) {
        output.println(ReportPage.of(results, LocalDate.now(ZoneOffset.UTC).toString()));
      }
    }
    if (json != null) {
      try (Output output = Output.of(json)) {
        output.write(results.json(seconds).line());
      }
    }
    if ("-".equals(json)) {
      return;
    }
    Output output = Output.standard();
    for (String line : results.lines()) {
      output.println(line);
    }
    output.flush();
  }

  /// A critic that is started when it is first asked.
  private static final class Started implements AutoCloseable {
    private final SourceOptions from;
    private @Nullable Source platform;

    Started(SourceOptions from) {
      this.from = from;
    }

    io.grpc.Channel channel() throws CommandException {
      if (platform == null) {
        platform = from.openCritic();
      }
      return platform.channel();
    }

    @Override
    public void close() {
      if (platform != null) {
        platform.close();
      }
    }
  }
}
