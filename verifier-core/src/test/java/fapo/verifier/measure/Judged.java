package fapo.verifier.measure;

import fapo.verifier.compare.AnswerVerifier;
import java.util.List;
import java.util.Map;

/// A labelled row with what both graders say of it.
///
/// @param ours this verifier calls it equivalent
/// @param peer Math-Verify calls it equivalent
record Judged(RealRow row, boolean ours, boolean peer) {

  static List<Judged> of(List<RealRow> rows, Map<String, Boolean> peer) {
    AnswerVerifier verifier = new AnswerVerifier();
    return rows.stream()
        .map(
            row ->
                new Judged(
                    row,
                    row.question().equivalent(verifier),
                    peer.getOrDefault(row.row().id(), false)))
        .toList();
  }

  String id() {
    return row.row().id();
  }

  boolean expected() {
    return row.row().expected();
  }

  boolean right() {
    return ours == expected();
  }

  boolean peerRight() {
    return peer == expected();
  }

  /// Called equivalent here, and it is not: a false reward.
  boolean falseEquivalent() {
    return ours && !expected();
  }

  String field(String name) {
    return RealRow.text(row, name);
  }
}
