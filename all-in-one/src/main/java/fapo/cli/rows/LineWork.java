package fapo.cli.rows;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Does the same work on every line, on several threads; the results come in the lines' order.
///
/// What is under way is bounded in bytes of input and in lines, so that memory does not grow with
/// the input. Used by one thread.
public final class LineWork<T> implements AutoCloseable {
  private static final int LINES_A_TASK = 64;
  private static final long BYTES_A_TASK = 1 << 18;
  private static final long BYTES_UNDER_WAY = 8 << 20;

  private final Function<Line, T> work;
  private final Results<T> results;
  private final ExecutorService workers;
  private final int tasksUnderWay;
  private final Queue<Task<T>> running = new ArrayDeque<>();
  private List<Line> next = new ArrayList<>();
  private long nextBytes;
  private long bytesUnderWay;

  /// Takes the results, in order, on the thread that adds the lines.
  @FunctionalInterface
  public interface Results<T> {
    void take(T result) throws IOException;
  }

  private record Task<T>(Future<List<T>> results, long bytes) {}

  /// @param threads at least 1
  public LineWork(int threads, Function<Line, T> work, Results<T> results) {
    this.work = work;
    this.results = results;
    this.workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("rows-", 0).factory());
    this.tasksUnderWay = 4 * threads;
  }

  public void add(Line line) throws IOException, InterruptedException {
    next.add(line);
    nextBytes += line.bytes().length;
    if (next.size() == LINES_A_TASK || nextBytes >= BYTES_A_TASK) {
      submit();
    }
    while (running.size() > tasksUnderWay || bytesUnderWay > BYTES_UNDER_WAY) {
      takeFirst();
    }
  }

  /// Waits for what is under way.
  public void finish() throws IOException, InterruptedException {
    submit();
    while (!running.isEmpty()) {
      takeFirst();
    }
  }

  /// What is under way is given up.
  @Override
  public void close() {
    workers.shutdownNow();
  }

  private void submit() {
    if (next.isEmpty()) {
      return;
    }
    List<Line> lines = next;
    running.add(new Task<>(workers.submit(() -> lines.stream().map(work).toList()), nextBytes));
    bytesUnderWay += nextBytes;
    next = new ArrayList<>();
    nextBytes = 0;
  }

  private void takeFirst() throws IOException, InterruptedException {
    Task<T> first = running.remove();
    bytesUnderWay -= first.bytes();
    try {
      for (T result : first.results().get()) {
        results.take(result);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
