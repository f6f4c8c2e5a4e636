package fapo.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import fapo.cli.evaluate.Labelled.Material;
import fapo.cli.rows.Line;
import fapo.cli.rows.Row;
import fapo.evaluation.judged.Truth;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.Evidence;
import fapo.genrm.v1.FlawedAt;
import fapo.genrm.v1.OutOfScope;
import fapo.genrm.v1.Provenance;
import fapo.genrm.v1.Sound;
import fapo.genrm.v1.Unavailable;
import fapo.genrm.v1.Unreadable;
import fapo.genrm.v1.Verdict;
import fapo.genrm.v1.Vote;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
  private static final Labelled ROW =
      new Labelled(
          "data/x.jsonl",
          3,
          "r",
          new Material(text("p\n"), text("7"), List.of(text("a"), text("b \"c\""))),
          new Truth(1, 2, Optional.of(true), "wrong sum"),
          Optional.empty());

  private static ByteString text(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private static Labelled readBack(CritiqueBatchResult result) throws Exception {
    byte[] line = ResultJson.line(ROW, result, Verdicts.answer(result));
    return ExportRows.result("other", 99, Row.of(new Line(1, line, false)));
  }

  private static void assertSame(Verdict.Builder verdict) throws Exception {
    CritiqueBatchResult result = CritiqueBatchResult.newBuilder().setVerdict(verdict).build();
    Labelled read = readBack(result);
    assertThat(read.given()).contains(Verdicts.answer(result));
    assertThat(read.truth()).isEqualTo(ROW.truth());
    assertThat(read.material()).isEqualTo(ROW.material());
    assertThat(read.file()).isEqualTo("data/x.jsonl");
    assertThat(read.line()).isEqualTo(3);
  }

  @Test
  void readsWhatItWrites() throws Exception {
    Provenance from =
        Provenance.newBuilder()
            .setCritic("onnx")
            .setModelId("m")
            .setPromptTokens(900)
            .setCompletionTokens(120)
            .setMillis(1500)
            .build();
    assertSame(
        Verdict.newBuilder()
            .setFlawedAt(FlawedAt.newBuilder().setStep(1))
            .setConfidence(0.75)
            .setCritique("It is wrong.\n\\boxed{1}")
            .addVotes(Vote.newBuilder().setFlawedAt(FlawedAt.newBuilder().setStep(1)))
            .addVotes(Vote.newBuilder().setSound(Sound.getDefaultInstance()))
            .addVotes(Vote.newBuilder().setUnreadable(Unreadable.getDefaultInstance()))
            .setProvenance(from));
    assertSame(
        Verdict.newBuilder().setSound(Sound.getDefaultInstance()).setConfidence(1).setStepCount(2));
    assertSame(
        Verdict.newBuilder()
            .setFlawedAt(FlawedAt.newBuilder().setStep(0))
            .setEvidence(Evidence.newBuilder().setStatement("1 + 1 = 3").setExplanation("no"))
            .setProvenance(Provenance.newBuilder().setCritic("symbolic")));
    assertSame(Verdict.newBuilder().setFlawedAt(FlawedAt.getDefaultInstance()));
    assertSame(Verdict.newBuilder().setUnreadable(Unreadable.newBuilder().setExcerpt("?")));
    assertSame(Verdict.newBuilder().setUnavailable(Unavailable.newBuilder().setDetail("down")));
    assertSame(Verdict.newBuilder().setOutOfScope(OutOfScope.newBuilder().setDetail("poem")));
  }

  @Test
  void keepsARefusal() throws Exception {
    CritiqueBatchResult refused =
        CritiqueBatchResult.newBuilder()
            .setRefused(com.google.rpc.Status.newBuilder().setMessage("reference: empty"))
            .build();
    assertThat(readBack(refused).given()).contains(Verdicts.answer(refused));
  }
}
