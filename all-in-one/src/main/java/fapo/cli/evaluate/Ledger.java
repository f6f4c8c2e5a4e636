package fapo.cli.evaluate;

import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Prediction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;

/// What was judged so far. Holds some hundred bytes a solution, and texts of the worst cases alone.
public final class Ledger {
  private final SequencedSet<String> files = new LinkedHashSet<>();
  private final TreeSet<String> critics = new TreeSet<>();
  private final List<Judged> judged = new ArrayList<>();
  private final WorstCases worst = new WorstCases();
  private long unanswered;

  /// A file counts even where no row of it could be used.
  public synchronized void open(String file) {
    files.add(file);
  }

  public synchronized void add(Labelled row, Answer answer) {
    files.add(row.file());
    judged.add(new Judged(row.file(), row.id(), row.truth(), answer.opinion()));
    if (!answer.critic().isEmpty()) {
      critics.add(answer.critic());
    }
    if (answer.opinion().prediction() instanceof Prediction.Abstained(var why)
        && (why == Prediction.Why.REFUSED || why == Prediction.Why.UNAVAILABLE)) {
      unanswered++;
    }
    worst.add(row, answer);
  }

  public synchronized long rows() {
    return judged.size();
  }

  /// Rows that the critic's server refused or could not answer: another run may.
  public synchronized long unanswered() {
    return unanswered;
  }

  /// Who judged.
  public synchronized String critic() {
    return String.join(", ", critics);
  }

  public synchronized List<String> files() {
    return List.copyOf(files);
  }

  public synchronized List<Judged> judged() {
    return List.copyOf(judged);
  }

  /// The rows under the last part of their file's name, so that runs of one data set in two places
  /// are about the same solutions.
  public synchronized List<Judged> comparable() {
    return judged.stream()
        .map(
            one ->
                new Judged(
                    one.subset().substring(one.subset().lastIndexOf('/') + 1),
                    one.id(),
                    one.truth(),
                    one.opinion()))
        .toList();
  }

  public synchronized WorstCases worst() {
    return worst;
  }
}
