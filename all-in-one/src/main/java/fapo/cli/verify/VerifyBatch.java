package fapo.cli.verify;

import static java.util.Objects.requireNonNull;

import fapo.cli.json.Json;
import fapo.cli.rows.Complaints;
import fapo.cli.rows.Line;
import fapo.cli.rows.LineWork;
import fapo.cli.rows.Lines;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import fapo.cli.terminal.Output;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.CheckOptions;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Checks every row of a file on several threads; the answers come in the rows' order, one a row.
public final class VerifyBatch {
  private static final int STOP_SECONDS = 5;

  private final VerifyJson checks;
  private final Terms terms;
  private final Complaints complaints;
  private final Runnable answered;
  private final BatchSummary summary = new BatchSummary();
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable LineWork<Answered> work;
  private @Nullable Output out;
  private boolean stopped;

  /// What holds for every row.
  ///
  /// @param defaults the settings of a row that does not say them itself
  /// @param timed whether wall times are written
  /// @param threads at least 1
  public record Terms(CheckOptions defaults, boolean timed, int threads) {}

  /// @param answered called after each row
  public VerifyBatch(Terms terms, Complaints complaints, Runnable answered) {
    this.terms = terms;
    this.complaints = complaints;
    this.answered = answered;
    this.checks = new VerifyJson(new AnswerVerifier(), terms.timed());
  }

  /// What was answered so far, rows answered before included.
  public BatchSummary summary() {
    return summary;
  }

  /// Passes over the rows that an interrupted batch answered, and makes its output ready to be
  /// gone on with.
  ///
  /// @throws RowException where that output does not belong to this input
  public void pass(Lines lines, EarlierAnswers earlier) throws IOException, RowException {
    while (earlier.more()) {
      earlier.take(lines.next(), summary);
    }
    earlier.cutTornLine();
  }

  /// @return false where {@link #stop} came before the end
  public boolean run(Lines lines, Output output) throws IOException, InterruptedException {
    try (LineWork<Answered> running = new LineWork<>(terms.threads(), this::answer, this::write)) {
      work = running;
      out = output;
      for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
        if (!add(line, running)) {
          return false;
        }
      }
      return add(null, running);
    }
  }

  /// Writes the answers under way and lets no more begin. For another thread, at the end of the
  /// process.
  ///
  /// @return whether the output is a whole one up to here
  public boolean stop() throws IOException, InterruptedException {
    if (!writing.tryLock(STOP_SECONDS, TimeUnit.SECONDS)) {
      return false; // whoever reads the output does not
    }
    try {
      stopped = true;
      if (work != null && out != null) {
        work.finish();
        out.flush();
      }
      return true;
    } finally {
      writing.unlock();
    }
  }

  // The next line, or null at the end; false once stopped.
  private boolean add(@Nullable Line line, LineWork<Answered> running)
      throws IOException, InterruptedException {
    writing.lock();
    try {
      if (stopped) {
        return false;
      }
      if (line == null) {
        running.finish();
      } else {
        running.add(line);
      }
      return true;
    } finally {
      writing.unlock();
    }
  }

  private Answered answer(Line line) {
    Json id = new Json.Null();
    try {
      Row row = Row.of(line);
      id = VerifyRow.id(row);
      return checks.answer(VerifyRow.of(line.number(), row, terms.defaults(), complaints));
    } catch (RowException e) {
      String why = String.valueOf(e.getMessage());
      complaints.refused(line.number(), why);
      return checks.refused(id, "line " + line.number() + ": " + why);
    }
  }

  private void write(Answered row) throws IOException {
    requireNonNull(out).write(row.json().line());
    summary.add(row.outcome(), row.rule());
    answered.run();
  }
}
