package fapo.reward;

import fapo.genrm.v1.Critic;
import fapo.genrm.v1.CritiqueBatchRequest;
import fapo.genrm.v1.CritiqueBatchResponse;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.Fitness;
import fapo.genrm.v1.FlawedAt;
import fapo.genrm.v1.GenrmServiceGrpc;
import fapo.genrm.v1.ListCriticsRequest;
import fapo.genrm.v1.ListCriticsResponse;
import fapo.genrm.v1.Sound;
import fapo.genrm.v1.Unavailable;
import fapo.genrm.v1.UnavailableCause;
import fapo.genrm.v1.Verdict;
import fapo.verifier.v1.AnswerCheck;
import fapo.verifier.v1.Different;
import fapo.verifier.v1.Equivalent;
import fapo.verifier.v1.Undecided;
import fapo.verifier.v1.UndecidedReason;
import fapo.verifier.v1.VerifierServiceGrpc;
import fapo.verifier.v1.VerifyBatchRequest;
import fapo.verifier.v1.VerifyBatchResponse;
import fapo.verifier.v1.VerifyBatchResult;
import fapo.verifier.v1.VerifyRequest;
import fapo.verifier.v1.VerifyResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The two services behind the reward service, played by words in the texts: a rollout is right if
/// it ends in its reference, and its words say what the critic does.
final class ScriptedServices {
  final AtomicInteger checks = new AtomicInteger();
  final AtomicInteger critiques = new AtomicInteger();
  final CountDownLatch hangs = new CountDownLatch(1);
  final CountDownLatch cancelled = new CountDownLatch(1);
  volatile boolean verifierDown;
  volatile boolean criticDown;
  volatile Fitness fitness = Fitness.FITNESS_TRAINING;

  final VerifierServiceGrpc.VerifierServiceImplBase verifier =
      new VerifierServiceGrpc.VerifierServiceImplBase() {
        @Override
        public StreamObserver<VerifyBatchRequest> verifyBatch(
            StreamObserver<VerifyBatchResponse> replies) {
          return new EachMessage<>(replies) {
            @Override
            public void onNext(VerifyBatchRequest batch) {
              if (verifierDown) {
                throw Status.INTERNAL.withDescription("verifier fault").asRuntimeException();
              }
              checks.addAndGet(batch.getRequestsCount());
              VerifyBatchResponse.Builder reply =
                  VerifyBatchResponse.newBuilder().setSequence(batch.getSequence());
              batch.getRequestsList().forEach(request -> reply.addResults(check(request)));
              replies.onNext(reply.build());
            }
          };
        }
      };

  final GenrmServiceGrpc.GenrmServiceImplBase critic =
      new GenrmServiceGrpc.GenrmServiceImplBase() {
        @Override
        public void listCritics(
            ListCriticsRequest request, StreamObserver<ListCriticsResponse> reply) {
          reply.onNext(
              ListCriticsResponse.newBuilder()
                  .setDefaultCritic("scripted")
                  .addCritics(
                      Critic.newBuilder().setName("scripted").setFitness(fitness).setReady(true))
                  .build());
          reply.onCompleted();
        }

        @Override
        public StreamObserver<CritiqueBatchRequest> critiqueBatch(
            StreamObserver<CritiqueBatchResponse> replies) {
          return new EachMessage<>(replies) {
            @Override
            public void onNext(CritiqueBatchRequest batch) {
              answer(batch, (ServerCallStreamObserver<CritiqueBatchResponse>) replies);
            }
          };
        }
      };

  private void answer(
      CritiqueBatchRequest batch, ServerCallStreamObserver<CritiqueBatchResponse> replies) {
    if (criticDown) {
      throw Status.INTERNAL.withDescription("critic fault").asRuntimeException();
    }
    critiques.addAndGet(batch.getRequestsCount());
    CritiqueBatchResponse.Builder reply =
        CritiqueBatchResponse.newBuilder().setSequence(batch.getSequence());
    for (CritiqueRequest request : batch.getRequestsList()) {
      String text = request.getSolution().getText().toStringUtf8();
      if (text.contains("HANG")) {
        hangs.countDown();
        return; // answered never: only a cancel ends this call
      }
      reply.addResults(CritiqueBatchResult.newBuilder().setVerdict(verdict(text)));
    }
    replies.onNext(reply.build());
  }

  private static Verdict verdict(String text) {
    Verdict.Builder verdict = Verdict.newBuilder();
    if (text.contains("DOWN")) {
      return verdict
          .setUnavailable(
              Unavailable.newBuilder().setCause(UnavailableCause.UNAVAILABLE_CAUSE_DEADLINE))
          .build();
    }
    return text.contains("FLAW")
        ? verdict.setFlawedAt(FlawedAt.newBuilder().setStep(1)).build()
        : verdict.setSound(Sound.getDefaultInstance()).build();
  }

  private static VerifyBatchResult check(VerifyRequest request) {
    String reference = request.getReferences(0).toStringUtf8();
    if (reference.isBlank()) {
      return VerifyBatchResult.newBuilder()
          .setRefused(
              com.google.rpc.Status.newBuilder()
                  .setCode(Status.Code.FAILED_PRECONDITION.value())
                  .setMessage("references[0]: '' (expected: an answer)"))
          .build();
    }
    String text = request.getCandidate().toStringUtf8();
    AnswerCheck.Builder check = AnswerCheck.newBuilder();
    if (text.endsWith(reference)) {
      check.setEquivalent(Equivalent.newBuilder().setBy("suffix"));
    } else if (text.endsWith("maybe")) {
      check.setUndecided(
          Undecided.newBuilder().setReason(UndecidedReason.UNDECIDED_REASON_NO_RULE));
    } else {
      check.setDifferent(Different.newBuilder().setBy("suffix"));
    }
    return VerifyBatchResult.newBuilder()
        .setResponse(VerifyResponse.newBuilder().setCheck(check))
        .build();
  }

  private abstract class EachMessage<Q, R> implements StreamObserver<Q> {
    private final ServerCallStreamObserver<R> replies;

    EachMessage(StreamObserver<R> replies) {
      this.replies = (ServerCallStreamObserver<R>) replies;
      this.replies.setOnCancelHandler(cancelled::countDown);
    }

    @Override
    public void onError(Throwable gone) {
      if (!(gone instanceof StatusRuntimeException)) {
        throw new AssertionError(gone);
      }
    }

    @Override
    public void onCompleted() {
      if (hangs.getCount() > 0) {
        replies.onCompleted();
      }
    }
  }
}
