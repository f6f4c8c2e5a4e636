package fapo.cli;

import fapo.cli.rows.Lines;
import fapo.cli.rows.RowException;
import fapo.cli.terminal.Messages;
import fapo.cli.terminal.Output;
import fapo.cli.terminal.Progress;
import fapo.cli.verify.BatchSummary;
import fapo.cli.verify.EarlierAnswers;
import fapo.cli.verify.VerifyBatch;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One `fapo verify --batch` from its files to its exit code; an interrupted one leaves an output
/// of whole lines.
final class BatchRun {
  /// Bytes of a row: well above the longest text a check reads, even where every character of it is
  /// escaped.
  private static final int LONGEST_ROW = 16 << 20;

  private final Progress progress;
  private final Messages messages;
  private final VerifyBatch batch;
  private @Nullable Lines lines;
  private long size;

  BatchRun(VerifyBatch.Terms terms, Progress progress) {
    this.progress = progress;
    this.messages = Terminal.messages(progress);
    this.batch = new VerifyBatch(terms, messages, this::show);
  }

  int run(String in, String out, boolean resume)
      throws IOException, InterruptedException, CommandException {
    long started = System.nanoTime();
    size = Inputs.size(in);
    try (Lines input = Inputs.lines(in, LONGEST_ROW)) {
      lines = input;
      long before = resume ? pass(input, out) : 0;
      boolean finished = write(input, out, resume);
      progress.clear();
      if (!finished) {
        return ExitCode.INTERRUPTED;
      }
      report(before, (System.nanoTime() - started) / 1e9);
    }
    return batch.summary().refused() > 0 ? ExitCode.DIFFERENCES : ExitCode.OK;
  }

  private long pass(Lines input, String out) throws IOException, CommandException {
    try (EarlierAnswers earlier = EarlierAnswers.in(Path.of(out))) {
      if (earlier != null) {
        batch.pass(input, earlier);
      }
    } catch (RowException e) {
      throw CommandException.usage("--resume: " + e.getMessage());
    }
    long rows = batch.summary().rows();
    progress.skip(input.consumed(), rows);
    return rows;
  }

  private boolean write(Lines input, String out, boolean append)
      throws IOException, InterruptedException {
    try (Output output = append ? Output.appending(out) : Output.of(out)) {
      Thread stop = new Thread(this::stop, "fapo-stop");
      boolean file = !out.equals("-");
      if (file) {
        Runtime.getRuntime().addShutdownHook(stop);
      }
      try {
        return batch.run(input, output);
      } finally {
        if (file) {
          keep(stop);
        }
      }
    }
  }

  // The end of the process is nothing to care for any more, unless it has begun.
  private static void keep(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException _) {
      // it stops already: nothing is left to do
    }
  }

  private void stop() {
    try {
      if (batch.stop()) {
        messages.say(
            "interrupted after %,d rows; the same command with --resume goes on"
                .formatted(batch.summary().rows()));
      }
    } catch (IOException e) {
      messages.say(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() {
    if (lines != null) {
      progress.show(lines.consumed(), size, batch.summary().rows(), "rows");
    }
  }

  private void report(long before, double seconds) {
    BatchSummary summary = batch.summary();
    long checked = summary.rows() - before;
    String earlier = before == 0 ? "" : ", %,d before".formatted(before);
    messages.note(
        "%-11s %,9d  (%.1f s, %,.0f/s%s)"
            .formatted("rows", summary.rows(), seconds, checked / seconds, earlier));
    summary.table().forEach(messages::note);
  }
}
