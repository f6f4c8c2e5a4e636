package fapo.cli.evaluate;

import fapo.cli.rows.Line;
import fapo.cli.rows.Lines;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import fapo.evaluation.judged.Prediction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The results of a run, a line a solution, in the order they came.
///
/// A line is handed to the system as soon as it is there, so a killed process loses none; every
/// tenth of a second, and at the end, what was written is forced to the disk, so a lost machine
/// loses at most that much. A run that goes on keeps the whole lines, and asks again what the
/// critic could not answer (`unavailable`) or refused.
public final class ResultLog implements AutoCloseable {
  private static final long FORCE_NANOS = 100_000_000;

  private final FileChannel out;
  private final LongSupplier nanoClock;
  private long forced;
  private boolean dirty;

  private ResultLog(FileChannel out, LongSupplier nanoClock) {
    this.out = out;
    this.nanoClock = nanoClock;
    this.forced = nanoClock.getAsLong();
  }

  /// Solutions that need no asking, by file and line.
  public static final class Done {
    private final Map<Key, Labelled> rows = new HashMap<>();

    private record Key(String file, long line) {}

    /// Whether this row has its result already.
    ///
    /// @throws RowException where the result is another row's
    boolean has(Labelled row) throws RowException {
      Labelled before = rows.get(new Key(row.file(), row.line()));
      if (before == null) {
        return false;
      }
      if (!before.id().equals(row.id()) || before.truth().label() != row.truth().label()) {
        throw new RowException(
            "id '%s' with label %d (expected: '%s' with label %d, as in the results to go on with)"
                .formatted(row.id(), row.truth().label(), before.id(), before.truth().label()));
      }
      return true;
    }

    /// How many there are.
    public long size() {
      return rows.size();
    }
  }

  /// Begins anew.
  public static ResultLog create(Path file) throws IOException {
    return new ResultLog(
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING),
        System::nanoTime);
  }

  /// Goes on with what is there: what stays is taken into the ledger and into `done`.
  public static ResultLog resume(Path file, Done done, Ledger ledger) throws IOException {
    if (Files.exists(file)) {
      Path kept = file.resolveSibling(file.getFileName() + ".resume");
      try (Lines lines = new Lines(Files.newInputStream(file));
          ResultLog copy = create(kept)) {
        for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
          @Nullable Labelled row = settled(file, line);
          if (row != null
              && done.rows.put(new Done.Key(row.file(), row.line()), bare(row)) == null) {
            ledger.add(row, row.given().orElseThrow());
            copy.write(line.bytes());
            copy.write(new byte[] {'\n'});
          }
        }
      }
      Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
    return new ResultLog(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        System::nanoTime);
  }

  // A torn last line is no row, and is asked again.
  private static @Nullable Labelled settled(Path file, Line line) {
    try {
      Labelled row = ExportRows.result(file.toString(), line.number(), Row.of(line));
      return row.given()
          .filter(
              answer ->
                  !(answer.opinion().prediction() instanceof Prediction.Abstained(var why)
                      && (why == Prediction.Why.UNAVAILABLE || why == Prediction.Why.REFUSED)))
          .map(_ -> row)
          .orElse(null);
    } catch (RowException _) {
      return null;
    }
  }

  private static Labelled bare(Labelled row) {
    return new Labelled(
        row.file(),
        row.line(),
        row.id(),
        Labelled.Material.NONE,
        row.truth(),
        java.util.Optional.empty());
  }

  synchronized void write(byte[] line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line);
    while (bytes.hasRemaining()) {
      var _ = out.write(bytes);
    }
    dirty = true;
    if (nanoClock.getAsLong() - forced > FORCE_NANOS) {
      force();
    }
  }

  private void force() throws IOException {
    if (dirty) {
      out.force(false);
      dirty = false;
    }
    forced = nanoClock.getAsLong();
  }

  @Override
  public synchronized void close() throws IOException {
    if (out.isOpen()) {
      force();
      out.close();
    }
  }
}
