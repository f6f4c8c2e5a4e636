package fapo.cli;

import fapo.cli.preflight.Allowance;
import fapo.cli.preflight.Fields;
import fapo.cli.preflight.Preflight;
import fapo.cli.preflight.ReportJson;
import fapo.cli.preflight.ReportText;
import fapo.cli.rows.Lines;
import fapo.cli.rows.RowException;
import fapo.cli.terminal.Output;
import fapo.cli.terminal.Progress;
import fapo.cli.verify.Settings;
import fapo.verifier.compare.CheckOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fapo preflight`.
@Command(
    name = "preflight",
    header = "Check the reference answers of a data set before a run.",
    description = {
      "Reads a row a line and says which references a run could not use as they are: unreadable,"
          + " ambiguous, prose, over a limit, no option of their question, not recognized when"
          + " given as the answer; and which questions come again, with the same answer or another."
          + " Nothing is changed.",
      "",
      "The reference is what follows #### in its field, or the last \\boxed{} of a solution, or"
          + " the whole field. Without --reference-field it is the first there is of ground_truth,"
          + " reward_model.ground_truth, gold, reference, references, final_answer, answer,"
          + " expected_answer, target, solution.",
      "",
      "The exit code is 0 where no kind has more findings than --allow says, 1 where one has."
    },
    footer = {"", ExitCode.TEXT})
final class PreflightCommand implements Callable<Integer> {
  private static final int LONGEST_ROW = 16 << 20;

  @Parameters(paramLabel = "DATASET", description = "JSONL; - is standard input.")
  String dataset = "";

  @Option(
      names = "--reference-field",
      paramLabel = "PATH",
      description = "Where the reference is, for example reward_model.ground_truth.")
  String reference = "";

  @Option(
      names = "--question-field",
      paramLabel = "PATH",
      description =
          "Default: the first there is of problem, question, prompt, extra_info.question,"
              + " instruction, input.")
  String question = "";

  @Option(
      names = "--choices-field",
      paramLabel = "PATH",
      description = "Options of a multiple-choice question. Default: choices, or options.")
  String choices = "";

  @Option(
      names = "--id-field",
      paramLabel = "PATH",
      description = "Default: id, unique_id, group_id, extra_info.index or index.")
  String id = "";

  @Option(
      names = "--option",
      paramLabel = "NAME=VALUE",
      description = "A setting of the run's checks, for example kind=text; again for more.")
  List<String> settings = List.of();

  @Option(
      names = "--allow",
      paramLabel = "KIND=N",
      description =
          "Findings of a kind that are no failure: a count, or a share of the rows"
              + " (ambiguous=5%%); all=N is for every kind. Default: none.")
  List<String> allow = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "OUT",
      description = "Write every finding as a line of JSON.")
  @Nullable String out;

  @Option(names = "--json", description = "Print the report as one JSON object.")
  boolean json;

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "3",
      description = "Findings of each reason in the report. Default: ${DEFAULT-VALUE}.")
  int examples = 3;

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "3000000",
      description =
          "Questions remembered to find them again, 20 to 60 bytes each. Default:"
              + " ${DEFAULT-VALUE}.")
  int questions = 3_000_000;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Rows at a time. Default: as many as there are cores.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws Exception {
    require(threads >= 1, "--threads", threads, ">= 1");
    require(examples >= 0, "--examples", examples, ">= 0");
    require(questions >= 0, "--questions", questions, ">= 0");
    if (out != null && Inputs.same(dataset, out)) {
      throw CommandException.usage("--out: " + out + " is the input (expected: another file)");
    }
    if (json && "-".equals(out)) {
      throw CommandException.usage("--out: - beside --json (expected: a file)");
    }
    Allowance allowance = allowance();
    Preflight preflight = examine();
    report(preflight, allowance);
    return ReportJson.passed(preflight.report(), allowance) ? ExitCode.OK : ExitCode.DIFFERENCES;
  }

  private Preflight examine() throws IOException, InterruptedException, CommandException {
    Progress progress = Terminal.progress();
    long size = Inputs.size(dataset);
    Fields fields = new Fields(reference, question, choices, id);
    Preflight.Terms terms = new Preflight.Terms(fields, options(), threads, examples, questions);
    try (Lines lines = Inputs.lines(dataset, LONGEST_ROW);
        @Nullable Output findings = out == null ? null : Output.of(out)) {
      Preflight[] made = new Preflight[1];
      made[0] =
          new Preflight(
              terms, () -> progress.show(lines.consumed(), size, made[0].report().rows(), "rows"));
      made[0].run(lines, findings);
      progress.clear();
      return made[0];
    }
  }

  private void report(Preflight preflight, Allowance allowance) throws IOException {
    // Findings on standard output leave the report to standard error.
    try (Output output = "-".equals(out) ? Output.error() : Output.standard()) {
      if (json) {
        output.write(ReportJson.of(preflight, allowance).line());
        return;
      }
      for (String line : ReportText.lines(preflight, allowance)) {
        output.println(line);
      }
    }
  }

  private Allowance allowance() throws CommandException {
    try {
      return Allowance.of(allow);
    } catch (RowException e) {
      throw CommandException.usage("--allow: " + e.getMessage());
    }
  }

  private CheckOptions options() throws CommandException {
    try {
      return Settings.of(settings, CheckOptions.DEFAULTS);
    } catch (RowException e) {
      throw CommandException.usage("--option: " + e.getMessage());
    }
  }

  private static void require(boolean holds, String name, int value, String expected)
      throws CommandException {
    if (!holds) {
      throw CommandException.usage(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
