package fapo.genrm;

import fapo.evaluation.v1.EvaluateRequest;
import fapo.evaluation.v1.EvaluateResponse;
import fapo.evaluation.v1.EvaluationServiceGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/// The evaluation's RPC of the contract.
final class EvaluationEndpoint extends EvaluationServiceGrpc.EvaluationServiceImplBase {
  private final CritiqueDesk desk;

  EvaluationEndpoint(CritiqueDesk desk) {
    this.desk = desk;
  }

  @Override
  public StreamObserver<EvaluateRequest> evaluate(StreamObserver<EvaluateResponse> replies) {
    return new EvaluationStream(
        desk,
        (ServerCallStreamObserver<EvaluateResponse>) replies,
        task -> Thread.ofVirtual().name("evaluation").start(task));
  }
}
