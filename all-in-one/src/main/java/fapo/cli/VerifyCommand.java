package fapo.cli;

import fapo.cli.rows.RowException;
import fapo.cli.terminal.Output;
import fapo.cli.verify.Settings;
import fapo.cli.verify.SingleCheck;
import fapo.cli.verify.VerifyBatch;
import fapo.verifier.choice.Choices;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.UnusableReferenceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fapo verify`.
@Command(
    name = "verify",
    header = "Check answers against references, without a server.",
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "fapo verify [OPTIONS] GOLD PREDICTION",
      "       fapo verify --batch IN.jsonl [--out OUT.jsonl] [--resume] [OPTIONS]"
    },
    description = {
      "",
      "One check prints its outcome: equivalent, different, undecided or unreadable; the exit code"
          + " is 0 only where the answers are equivalent.",
      "",
      "A batch reads rows {id, gold, prediction, kind, form, …} and writes, in their order, rows"
          + " {id, outcome, equivalent, by, extracted, micros}: every row is answered, those that"
          + " are no check with outcome \"refused\" and an error. The counts by outcome and rule"
          + " go to standard error. However a batch ends, the same command with --resume goes on"
          + " where its output ends."
    },
    footer = {"", ExitCode.TEXT})
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..2",
      paramLabel = "GOLD PREDICTION",
      description = "The reference, and what is checked against it. -- ends the options.")
  List<String> sides = List.of();

  @Option(names = "--batch", paramLabel = "IN", description = "JSONL; - is standard input.")
  @Nullable String batch;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "OUT",
      defaultValue = "-",
      description = "Of a batch. Default: standard output.")
  String out = "-";

  @Option(
      names = "--resume",
      description = "Of a batch: keep the rows that OUT holds and go on behind them.")
  boolean resume;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Of a batch: checks at a time. Default: as many as there are cores.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--no-micros",
      description = "Of a batch: leave wall times out, so that the same rows give the same bytes.")
  boolean noMicros;

  @Option(names = "--kind", description = "auto (default), math, choice or text.")
  @Nullable String kind;

  @Option(
      names = "--form",
      description =
          "What PREDICTION is: a response to find the answer in (default), or the answer.")
  @Nullable String form;

  @Option(
      names = "--mode",
      description = "standard (default), or fapo-recipe: the published rule to the letter.")
  @Nullable String mode;

  @Option(
      names = "--option",
      paramLabel = "NAME=VALUE",
      description =
          "A setting by the name it has in rows, for example ordered_list=true; again for more."
              + " What a row says itself comes first.")
  List<String> settings = List.of();

  @Option(
      names = "--choice",
      paramLabel = "TEXT",
      description = "An option of a multiple-choice question; once each, the first is A.")
  List<String> choices = List.of();

  @Option(
      names = "--explain",
      description = "Say the canonical forms of both sides and the counted work as well.")
  boolean explain;

  @Option(names = "--json", description = "Print one check as JSON.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    if (batch != null) {
      if (!sides.isEmpty()) {
        throw CommandException.usage("GOLD PREDICTION: not beside --batch");
      }
      return batch(batch);
    }
    if (sides.size() != 2) {
      throw CommandException.usage("GOLD PREDICTION: missing (or --batch IN.jsonl)");
    }
    return single(sides.getFirst(), sides.getLast());
  }

  private int single(String gold, String prediction) throws IOException, CommandException {
    CheckOptions options = options();
    try {
      SingleCheck check = SingleCheck.of(gold, prediction, options);
      try (Output output = Output.standard()) {
        output.println(json ? check.json() : check.text());
      }
      return check.equivalent() ? ExitCode.OK : ExitCode.DIFFERENCES;
    } catch (UnusableReferenceException e) {
      throw CommandException.failed("GOLD: " + e.getMessage());
    }
  }

  private CheckOptions options() throws CommandException {
    List<String> words = new ArrayList<>(settings);
    Stream.of("kind=" + kind, "form=" + form, "mode=" + mode)
        .filter(word -> !word.endsWith("=null"))
        .forEach(words::add);
    try {
      CheckOptions defaults =
          choices.isEmpty()
              ? CheckOptions.DEFAULTS
              : CheckOptions.DEFAULTS.withChoices(Choices.of(choices));
      return Settings.of(words, explain ? defaults.explained() : defaults);
    } catch (RowException e) {
      throw CommandException.usage("--option: " + e.getMessage());
    }
  }

  private int batch(String in) throws IOException, InterruptedException, CommandException {
    checkBatch(in);
    VerifyBatch.Terms terms = new VerifyBatch.Terms(options(), !noMicros, threads);
    return new BatchRun(terms, Terminal.progress()).run(in, out, resume);
  }

  private void checkBatch(String in) throws IOException, CommandException {
    if (threads < 1) {
      throw CommandException.usage("--threads: " + threads + " (expected: >= 1)");
    }
    if (resume && out.equals("-")) {
      throw CommandException.usage("--resume: without --out (expected: --out OUT.jsonl)");
    }
    if (Inputs.same(in, out)) {
      throw CommandException.usage("--out: " + out + " is the input (expected: another file)");
    }
  }
}
