package fapo.genrm;

import fapo.genrm.critique.Critic;
import fapo.genrm.critique.Critic.Readiness;
import fapo.genrm.critique.CriticProfile;
import fapo.genrm.v1.CancelCritiquesRequest;
import fapo.genrm.v1.CancelCritiquesResponse;
import fapo.genrm.v1.CritiqueBatchRequest;
import fapo.genrm.v1.CritiqueBatchResponse;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.CritiqueResponse;
import fapo.genrm.v1.GenrmServiceGrpc;
import fapo.genrm.v1.ListCriticsRequest;
import fapo.genrm.v1.ListCriticsResponse;
import fapo.genrm.v1.StreamCritiqueRequest;
import fapo.genrm.v1.StreamCritiqueResponse;
import fapo.genrm.v1.Verdict;
import fapo.genrm.wire.RefusedException;
import fapo.genrm.wire.VerdictWire;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;

/// The RPCs of the contract. Handlers block: they are to run on virtual threads.
final class GenrmEndpoint extends GenrmServiceGrpc.GenrmServiceImplBase {
  private final CritiqueDesk desk;
  private final Critics critics;
  private final WorkBoard board;
  private final Executor aside = task -> Thread.ofVirtual().name("critique-batch").start(task);

  GenrmEndpoint(CritiqueDesk desk, Critics critics, WorkBoard board) {
    this.desk = desk;
    this.critics = critics;
    this.board = board;
  }

  @Override
  public void critique(CritiqueRequest request, StreamObserver<CritiqueResponse> reply) {
    ignoreCancellation(reply);
    try {
      Verdict verdict = desk.judge(request, _ -> {});
      reply.onNext(CritiqueResponse.newBuilder().setVerdict(verdict).build());
      reply.onCompleted();
    } catch (RefusedException refused) {
      reply.onError(StatusProto.toStatusRuntimeException(Statuses.of(refused)));
    }
  }

  @Override
  public StreamObserver<CritiqueBatchRequest> critiqueBatch(
      StreamObserver<CritiqueBatchResponse> replies) {
    return new BatchStream(desk, (ServerCallStreamObserver<CritiqueBatchResponse>) replies, aside);
  }

  @Override
  public void streamCritique(
      StreamCritiqueRequest request, StreamObserver<StreamCritiqueResponse> reply) {
    ignoreCancellation(reply);
    try {
      requireGenerating(request.getRequest());
      TextStream stream = new TextStream(reply);
      stream.end(desk.judge(request.getRequest(), stream));
    } catch (RefusedException refused) {
      reply.onError(StatusProto.toStatusRuntimeException(Statuses.of(refused)));
    }
  }

  @Override
  public void cancelCritiques(
      CancelCritiquesRequest request, StreamObserver<CancelCritiquesResponse> reply) {
    int cancelled = 0;
    for (String workId : request.getWorkIdsList()) {
      cancelled += board.cancel(workId) ? 1 : 0;
    }
    reply.onNext(CancelCritiquesResponse.newBuilder().setCancelled(cancelled).build());
    reply.onCompleted();
  }

  @Override
  public void listCritics(ListCriticsRequest request, StreamObserver<ListCriticsResponse> reply) {
    ListCriticsResponse.Builder list =
        ListCriticsResponse.newBuilder().setDefaultCritic(critics.defaultName());
    critics.all().forEach(critic -> list.addCritics(critic(critic)));
    reply.onNext(list.build());
    reply.onCompleted();
  }

  private void requireGenerating(CritiqueRequest request) {
    if (!desk.generates(request)) {
      throw new RefusedException(
          RefusedException.Reason.CRITIC_DOES_NOT_GENERATE,
          "critic: %s (expected: one that generates its critique)"
              .formatted(critics.named(request.getOptions().getCritic()).profile().name()));
    }
  }

  private static fapo.genrm.v1.Critic critic(Critic critic) {
    Readiness readiness = critic.readiness();
    CriticProfile profile = critic.profile();
    return fapo.genrm.v1.Critic.newBuilder()
        .setName(profile.name())
        .setModelId(profile.modelId())
        .setFitness(VerdictWire.fitness(profile.fitness()))
        .setReady(readiness instanceof Readiness.Ready)
        .setDetail(readiness instanceof Readiness.NotReady(String why) ? why : "")
        .build();
  }

  /// A caller that is gone gets no reply, and that is no error.
  private static void ignoreCancellation(StreamObserver<?> reply) {
    ((ServerCallStreamObserver<?>) reply).setOnCancelHandler(() -> {});
  }
}
