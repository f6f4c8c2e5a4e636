package fapo.cli.verify;

import fapo.cli.json.Json;
import fapo.cli.rows.Complaints;
import fapo.cli.rows.Line;
import fapo.cli.rows.Lines;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import fapo.cli.terminal.Output;
import fapo.verifier.compare.AnswerVerifier;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Checks every row of a file on all cores; the answers come in the rows' order, one a row.
public final class VerifyBatch {
  private static final int ROWS_A_TASK = 64;

  private final AnswerVerifier verifier = new AnswerVerifier();
  private final Complaints complaints;
  private final int cores;

  public VerifyBatch(Complaints complaints, int cores) {
    this.complaints = complaints;
    this.cores = cores;
  }

  /// @return rows read
  public long run(Lines lines, Output out) throws IOException, InterruptedException {
    long rows = 0;
    Queue<Future<List<byte[]>>> running = new ArrayDeque<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
      List<Line> task = new ArrayList<>();
      for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
        rows++;
        task.add(line);
        if (task.size() == ROWS_A_TASK) {
          running.add(submit(workers, task));
          task = new ArrayList<>();
        }
        if (running.size() > 4 * cores) {
          write(running.remove(), out);
        }
      }
      running.add(submit(workers, task));
      while (!running.isEmpty()) {
        write(running.remove(), out);
      }
    }
    return rows;
  }

  private Future<List<byte[]>> submit(ExecutorService workers, List<Line> task) {
    return workers.submit(() -> task.stream().map(this::answer).toList());
  }

  private byte[] answer(Line line) {
    Json id = new Json.Null();
    try {
      Row row = Row.of(line);
      id = VerifyRow.id(row);
      return VerifyJson.answer(verifier, VerifyRow.of(line.number(), row, complaints)).line();
    } catch (RowException e) {
      String why = String.valueOf(e.getMessage());
      complaints.refused(line.number(), why);
      return VerifyJson.refused(id, "line " + line.number() + ": " + why).line();
    }
  }

  private static void write(Future<List<byte[]>> done, Output out)
      throws IOException, InterruptedException {
    try {
      for (byte[] line : done.get()) {
        out.write(line);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
