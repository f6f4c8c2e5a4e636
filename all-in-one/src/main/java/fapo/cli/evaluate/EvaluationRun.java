package fapo.cli.evaluate;

import fapo.cli.rows.Line;
import fapo.cli.rows.Lines;
import fapo.cli.rows.RowException;
import fapo.cli.terminal.Messages;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.CritiqueOptions;
import io.grpc.Channel;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The spine: line ▸ labelled row ▸ critic, unless it was asked before ▸ result ▸ ledger.
public final class EvaluationRun {
  private final Asking asking;
  private final Messages messages;
  private final Ledger ledger;
  private final Keeping keeping;
  private final Runnable counted;

  /// Whom to ask, and how.
  ///
  /// @param window solutions under way at a time
  /// @param again whether solutions whose row holds a verdict are asked about too
  public record Asking(Critic critic, CritiqueOptions options, int window, boolean again) {}

  /// @param log where results go
  /// @param done solutions whose result is there already
  public record Keeping(Optional<ResultLog> log, ResultLog.Done done) {
    /// Nothing is kept.
    public static Keeping none() {
      return new Keeping(Optional.empty(), new ResultLog.Done());
    }
  }

  /// A critic that is started when it is first needed.
  public interface Critic {
    Channel channel() throws Exception;
  }

  /// @param keeping where results go and which are there already
  /// @param counted called after each solution
  public EvaluationRun(
      Asking asking, Messages messages, Ledger ledger, Keeping keeping, Runnable counted) {
    this.asking = asking;
    this.messages = messages;
    this.ledger = ledger;
    this.keeping = keeping;
    this.counted = counted;
  }

  /// Measures the critic on one file.
  ///
  /// @throws java.util.concurrent.CompletionException where asking failed
  public void file(String file, Lines lines) throws Exception {
    boolean results = false;
    @Nullable CritiqueStream stream = null;
    for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
      try {
        for (Labelled row : LabelledRows.of(file, line, messages)) {
          if (row.given().isPresent() && !asking.again()) {
            results = true; // they belong to the file that was measured
            ledger.add(row, row.given().get());
            counted.run();
          } else if (!keeping.done().has(row)) {
            stream = stream == null ? stream() : stream;
            if (!stream.send(row)) {
              stream.finish(); // says why
            }
          }
        }
      } catch (RowException e) {
        messages.refused(line.number(), file + ": " + e.getMessage());
      }
    }
    if (stream != null) {
      stream.finish();
    }
    if (!results) {
      ledger.open(file);
    }
  }

  private CritiqueStream stream() throws Exception {
    return new CritiqueStream(
        asking.critic().channel(), asking.options(), asking.window(), this::take);
  }

  private void take(Labelled row, CritiqueBatchResult result) throws IOException {
    if (result.hasRefused()) {
      messages.say("line " + row.line() + ": " + result.getRefused().getMessage());
    }
    Answer answer = Verdicts.answer(result);
    if (keeping.log().isPresent()) {
      keeping.log().get().write(ResultJson.line(row, result, answer));
    }
    ledger.add(row, answer);
    counted.run();
  }
}
