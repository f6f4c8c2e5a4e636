package fapo.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import fapo.verifier.v1.AnswerForm;
import fapo.verifier.v1.AnswerKind;
import fapo.verifier.v1.Choice;
import fapo.verifier.v1.VerifierServiceGrpc;
import fapo.verifier.v1.VerifyBatchRequest;
import fapo.verifier.v1.VerifyBatchResponse;
import fapo.verifier.v1.VerifyMode;
import fapo.verifier.v1.VerifyOptions;
import fapo.verifier.v1.VerifyRequest;
import fapo.verifier.v1.VerifyResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifierEndpointTest {
  private final RunningVerifier service = new RunningVerifier(Map.of(), 0, 3);

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void answersWithTheExtractedAnswer() {
    VerifyResponse response = verify(request("So 1 + 2 = 3.\nA: 3", "3").build());

    assertThat(response.getCheck().getEquivalent().getBy()).isEqualTo("exact-number");
    assertThat(response.getCheck().getExtracted().getText()).isEqualTo("3");
    assertThat(response.getCheck().getExtracted().getSource()).isEqualTo("answer-colon");
    assertThat(response.getCheck().getExtracted().getStart()).isEqualTo(17);
    assertThat(response.getCheck().hasReferenceIndex()).isFalse();
  }

  @Test
  void namesTheReferenceThatDecided() {
    VerifyRequest request = request("\\boxed{7}", "5").addReferences(utf8("7")).build();

    assertThat(verify(request).getCheck().getReferenceIndex()).isEqualTo(1);
  }

  @Test
  void explainsWhenAsked() {
    VerifyRequest request =
        request("\\boxed{x+x}", "2x")
            .setOptions(VerifyOptions.newBuilder().setExplain(true))
            .build();

    assertThat(verify(request).getCheck().getExplanation().getCandidateForm())
        .isEqualTo("(+ (* 2 x))");
  }

  @Test
  void refusesMalformedUtf8ByField() throws InvalidProtocolBufferException {
    ByteString malformed = ByteString.copyFrom(new byte[] {(byte) 0xc3, 0x28});
    VerifyRequest request =
        VerifyRequest.newBuilder().setCandidate(malformed).addReferences(malformed).build();

    StatusRuntimeException failure = refusal(request);

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(violations(failure))
        .extracting(BadRequest.FieldViolation::getField)
        .containsExactly("candidate", "references[0]");
  }

  @Test
  void refusesOptionsOutOfRangeByField() throws InvalidProtocolBufferException {
    VerifyOptions options =
        VerifyOptions.newBuilder()
            .setRelativeTolerance(0.5)
            .setAbsoluteTolerance(Double.NaN)
            .setMinSignificantDigits(16)
            .setModeValue(99)
            .setKindValue(98)
            .setFormValue(97)
            .addChoices(Choice.newBuilder().setLetter("Z"))
            .build();

    StatusRuntimeException failure = refusal(request("1", "1").setOptions(options).build());

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(violations(failure))
        .extracting(BadRequest.FieldViolation::getField)
        .containsExactlyInAnyOrder(
            "options.relative_tolerance",
            "options.absolute_tolerance",
            "options.min_significant_digits",
            "options.mode",
            "options.kind",
            "options.form",
            "options.choices[0].letter");
  }

  @Test
  void refusesAnUnusableReference() throws InvalidProtocolBufferException {
    for (String reference : List.of("", "  ", "\\boxed{}", "$$")) {
      StatusRuntimeException failure = refusal(request("5", reference).build());

      assertThat(failure.getStatus().getCode())
          .as(reference)
          .isEqualTo(Status.Code.FAILED_PRECONDITION);
      ErrorInfo info = detail(failure).unpack(ErrorInfo.class);
      assertThat(info.getReason()).isEqualTo("REFERENCE_UNREADABLE");
      assertThat(info.getDomain()).isEqualTo("fapo.verifier");
    }
  }

  @Test
  void refusesARequestWithoutReferences() {
    StatusRuntimeException failure =
        refusal(VerifyRequest.newBuilder().setCandidate(utf8("5")).build());

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
  }

  @Test
  void mapsEveryOutcome() {
    assertThat(verify(request("\\boxed{4}", "3").build()).getCheck().hasDifferent()).isTrue();
    assertThat(verify(request("<think>hm", "3").build()).getCheck().hasUnreadable()).isTrue();
    String endless = "\\boxed{" + "x+".repeat(5_000) + "1}";
    assertThat(verify(request(endless, "x").build()).getCheck().hasUndecided()).isTrue();
  }

  @Test
  void followsModeKindFormAndChoices() {
    VerifyOptions recipe =
        VerifyOptions.newBuilder().setMode(VerifyMode.VERIFY_MODE_FAPO_RECIPE).build();
    assertThat(
            verify(request("\\boxed{\\dfrac{1}{2}}", "\\frac{1}{2}").setOptions(recipe).build())
                .getCheck()
                .hasDifferent())
        .isTrue();
    VerifyOptions choice =
        VerifyOptions.newBuilder()
            .setKind(AnswerKind.ANSWER_KIND_CHOICE)
            .addChoices(Choice.newBuilder().setText(utf8("red")))
            .addChoices(Choice.newBuilder().setText(utf8("blue")))
            .build();
    assertThat(
            verify(request("Answer: blue", "B").setOptions(choice).build())
                .getCheck()
                .getEquivalent()
                .getBy())
        .isEqualTo("choice-letter");
    VerifyOptions answer =
        VerifyOptions.newBuilder().setForm(AnswerForm.ANSWER_FORM_ANSWER).build();
    assertThat(verify(request("0.50", "0.5").setOptions(answer).build()).getCheck().hasEquivalent())
        .isTrue();
  }

  @Test
  void answersABatchItemByItem() throws Exception {
    VerifyBatchRequest batch =
        VerifyBatchRequest.newBuilder()
            .setSequence(41)
            .addRequests(request("\\boxed{1}", "1"))
            .addRequests(request("\\boxed{1}", ""))
            .addRequests(
                VerifyRequest.newBuilder().setCandidate(ByteString.copyFrom(new byte[] {-1})))
            .addRequests(request("\\boxed{1}", "1"))
            .build();

    List<VerifyBatchResponse> replies = exchange(List.of(batch, batch));

    assertThat(replies).hasSize(2);
    assertThat(replies.getFirst().getResultsCount()).isEqualTo(4);
    VerifyBatchResponse reply = replies.getFirst();
    assertThat(reply.getSequence()).isEqualTo(41);
    assertThat(reply.getResults(0).getResponse().getCheck().hasEquivalent()).isTrue();
    assertThat(reply.getResults(1).getRefused().getCode())
        .isEqualTo(Status.Code.FAILED_PRECONDITION.value());
    assertThat(reply.getResults(2).getRefused().getMessage()).startsWith("requests[2].candidate:");
    assertThat(reply.getResults(3).getRefused().getMessage()).startsWith("requests: 4 checks");
  }

  private List<VerifyBatchResponse> exchange(List<VerifyBatchRequest> batches)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<VerifyBatchResponse> received = new ArrayList<>();
    CompletableFuture<List<VerifyBatchResponse>> done = new CompletableFuture<>();
    StreamObserver<VerifyBatchRequest> requests =
        VerifierServiceGrpc.newStub(service.channel)
            .verifyBatch(
                new StreamObserver<>() {
                  @Override
                  public void onNext(VerifyBatchResponse reply) {
                    received.add(reply);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    done.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {
                    done.complete(received);
                  }
                });
    batches.forEach(requests::onNext);
    requests.onCompleted();
    return done.get(10, TimeUnit.SECONDS);
  }

  private VerifyResponse verify(VerifyRequest request) {
    return service.verify(request);
  }

  private StatusRuntimeException refusal(VerifyRequest request) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> verify(request));
  }

  private static Any detail(StatusRuntimeException failure) {
    return StatusProto.fromThrowable(failure).getDetails(0);
  }

  private static List<BadRequest.FieldViolation> violations(StatusRuntimeException failure)
      throws InvalidProtocolBufferException {
    return detail(failure).unpack(BadRequest.class).getFieldViolationsList();
  }

  private static VerifyRequest.Builder request(String candidate, String reference) {
    return VerifyRequest.newBuilder().setCandidate(utf8(candidate)).addReferences(utf8(reference));
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
