package fapo.cli;

import fapo.cli.rows.Lines;
import fapo.cli.rows.RowException;
import fapo.cli.terminal.Messages;
import fapo.cli.terminal.Output;
import fapo.cli.verify.Names;
import fapo.cli.verify.SingleCheck;
import fapo.cli.verify.VerifyBatch;
import fapo.verifier.choice.Choices;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.UnusableReferenceException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
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
      "       fapo verify --batch IN.jsonl [--out OUT.jsonl]"
    },
    description = {
      "",
      "One check prints its outcome: equivalent, different, undecided or unreadable; the exit code"
          + " is 0 only where the answers are equivalent.",
      "",
      "A batch reads rows {id, gold, prediction, kind, form, …} and writes, in their order, rows"
          + " {id, outcome, equivalent, by, extracted, micros}: every row is answered, those that"
          + " are no check with outcome \"refused\" and an error."
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
      names = "--kind",
      defaultValue = "auto",
      description = "Of one check: auto (default), math, choice or text.")
  String kind = "auto";

  @Option(
      names = "--form",
      defaultValue = "response",
      description =
          "What PREDICTION is: a response to find the answer in (default), or the answer.")
  String form = "response";

  @Option(
      names = "--mode",
      defaultValue = "standard",
      description = "standard (default), or fapo-recipe: the published rule to the letter.")
  String mode = "standard";

  @Option(
      names = "--choice",
      paramLabel = "TEXT",
      description = "An option of a multiple-choice question; once each, the first is A.")
  List<String> choices = List.of();

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
    try {
      SingleCheck check = SingleCheck.of(gold, prediction, options());
      try (Output output = Output.standard()) {
        output.println(json ? check.json().toString() : check.text());
      }
      return check.equivalent() ? ExitCode.OK : ExitCode.DIFFERENCES;
    } catch (RowException e) {
      throw CommandException.usage("--" + e.getMessage());
    } catch (UnusableReferenceException e) {
      throw CommandException.failed("GOLD: " + e.getMessage());
    }
  }

  private CheckOptions options() throws RowException {
    return CheckOptions.DEFAULTS
        .withKind(Names.kind(kind))
        .withForm(Names.form(form))
        .withMode(Names.mode(mode))
        .withChoices(choices.isEmpty() ? Choices.NONE : Choices.of(choices));
  }

  private int batch(String in) throws IOException, InterruptedException {
    Messages messages = Terminal.messages(Terminal.progress());
    int cores = Runtime.getRuntime().availableProcessors();
    try (Lines lines = Inputs.lines(in);
        Output output = Output.of(out)) {
      new VerifyBatch(messages, cores).run(lines, output);
    }
    return messages.refused() > 0 ? ExitCode.DIFFERENCES : ExitCode.OK;
  }
}
