package fapo.evaluation.figure;

import fapo.evaluation.judged.Prediction;
import fapo.evaluation.judged.Truth;
import fapo.evaluation.stat.Proportion;
import java.util.Arrays;

/// How often the critic said what of which solutions: all that the shares of a run depend on.
///
/// An abstention names no step and calls nothing clean: a miss. The published FlawedPositiveBench
/// counts it as a flag (`None != -1`), hence the `published…` shares.
public final class Tally {
  /// What the critic said, against the label.
  public enum Said {
    FLAGGED_EXACT(0),
    FLAGGED_ELSEWHERE(1),
    CLEAN(2),
    ABSTAINED(3);

    private final int column;

    Said(int column) {
      this.column = column;
    }
  }

  /// How many kinds of rows are told apart.
  public static final int CELLS = 16;

  private static final int COLUMNS = 4;

  // shape [clean, flawed][answer not known right, right][said], flat
  private final long[] cells;

  public Tally() {
    this(new long[CELLS]);
  }

  private Tally(long[] cells) {
    this.cells = cells;
  }

  /// @param cells as {@link #cells} returns them; kept, not copied
  static Tally over(long[] cells) {
    return new Tally(cells);
  }

  public void add(Truth truth, Prediction prediction) {
    cells[cell(truth, said(truth, prediction))]++;
  }

  void add(Tally more) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] += more.cells[i];
    }
  }

  /// What a prediction is worth against a label.
  public static Said said(Truth truth, Prediction prediction) {
    return switch (prediction) {
      case Prediction.Clean() -> Said.CLEAN;
      case Prediction.Flawed(int step) ->
          truth.flawed() && step == truth.label() ? Said.FLAGGED_EXACT : Said.FLAGGED_ELSEWHERE;
      case Prediction.Abstained _ -> Said.ABSTAINED;
    };
  }

  /// The kind of row, in [0, {@link #CELLS}).
  public static int cell(Truth truth, Said said) {
    return ((truth.flawed() ? 2 : 0) + (truth.rightAnswer() ? 1 : 0)) * COLUMNS + said.column;
  }

  long[] cells() {
    return cells.clone();
  }

  public long rows() {
    return Arrays.stream(cells).sum();
  }

  /// Rows of a label, whatever their answer.
  public long at(boolean flawed, Said said) {
    return at(flawed, false, said) + at(flawed, true, said);
  }

  /// Rows of a label with a right answer.
  public long withRightAnswer(boolean flawed, Said said) {
    return at(flawed, true, said);
  }

  /// Of the flags among right answers, those on flawed solutions.
  public Proportion precision() {
    long found = flags(true);
    return new Proportion(found, found + flags(false));
  }

  /// Of the flawed solutions with a right answer, those flagged.
  public Proportion recall() {
    return new Proportion(flags(true), right(true));
  }

  /// As {@link #precision}, an abstention being a flag.
  public Proportion publishedPrecision() {
    long found = flags(true) + at(true, true, Said.ABSTAINED);
    return new Proportion(found, found + flags(false) + at(false, true, Said.ABSTAINED));
  }

  /// As {@link #recall}, an abstention being a flag.
  public Proportion publishedRecall() {
    return new Proportion(flags(true) + at(true, true, Said.ABSTAINED), right(true));
  }

  /// Of the solutions with a right answer, those whose flag agrees with the label, an abstention
  /// being a flag.
  public Proportion publishedAccuracy() {
    long agreeing = flags(true) + at(true, true, Said.ABSTAINED) + at(false, true, Said.CLEAN);
    return new Proportion(agreeing, right(true) + right(false));
  }

  /// Of all solutions, those whose flag agrees with the label, wherever the step.
  public Proportion detectionAccuracy() {
    long found = at(true, Said.FLAGGED_EXACT) + at(true, Said.FLAGGED_ELSEWHERE);
    return new Proportion(found + at(false, Said.CLEAN), rows());
  }

  /// Of the flawed solutions, those whose first wrong step is named.
  public Proportion exactLocation() {
    return new Proportion(at(true, Said.FLAGGED_EXACT), all(true));
  }

  /// Of the clean solutions, those called clean.
  public Proportion cleanAccuracy() {
    return new Proportion(at(false, Said.CLEAN), all(false));
  }

  /// Of the clean solutions with a right answer, those flagged.
  public Proportion falseFlags() {
    return new Proportion(flags(false), right(false));
  }

  /// Of all solutions, those judged.
  public Proportion coverage() {
    long rows = rows();
    return new Proportion(rows - at(true, Said.ABSTAINED) - at(false, Said.ABSTAINED), rows);
  }

  private long at(boolean flawed, boolean right, Said said) {
    return cells[((flawed ? 2 : 0) + (right ? 1 : 0)) * COLUMNS + said.column];
  }

  private long flags(boolean flawed) {
    return at(flawed, true, Said.FLAGGED_EXACT) + at(flawed, true, Said.FLAGGED_ELSEWHERE);
  }

  private long right(boolean flawed) {
    return Arrays.stream(Said.values()).mapToLong(said -> at(flawed, true, said)).sum();
  }

  private long all(boolean flawed) {
    return Arrays.stream(Said.values()).mapToLong(said -> at(flawed, said)).sum();
  }
}
