package fapo.gateway.call;

import fapo.evaluation.v1.EvaluationServiceGrpc;
import fapo.evaluation.v1.EvaluationServiceGrpc.EvaluationServiceStub;
import fapo.genrm.v1.GenrmServiceGrpc;
import fapo.genrm.v1.GenrmServiceGrpc.GenrmServiceStub;
import fapo.reward.v1.RewardServiceGrpc;
import fapo.reward.v1.RewardServiceGrpc.RewardServiceStub;
import fapo.verifier.v1.VerifierServiceGrpc;
import fapo.verifier.v1.VerifierServiceGrpc.VerifierServiceStub;
import io.grpc.Channel;

/// The three services behind the gateway.
public record Services(Channel rewardChannel, Channel verifierChannel, Channel genrmChannel) {

  public RewardServiceStub reward() {
    return RewardServiceGrpc.newStub(rewardChannel);
  }

  public VerifierServiceStub verifier() {
    return VerifierServiceGrpc.newStub(verifierChannel);
  }

  public GenrmServiceStub genrm() {
    return GenrmServiceGrpc.newStub(genrmChannel);
  }

  /// Served beside the critics.
  public EvaluationServiceStub evaluation() {
    return EvaluationServiceGrpc.newStub(genrmChannel);
  }
}
