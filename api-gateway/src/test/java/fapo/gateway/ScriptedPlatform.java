package fapo.gateway;

import fapo.evaluation.v1.EvaluateRequest;
import fapo.evaluation.v1.EvaluateResponse;
import fapo.evaluation.v1.EvaluationServiceGrpc;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.CritiqueResponse;
import fapo.genrm.v1.GenrmServiceGrpc;
import fapo.reward.v1.ComputeAdvantageRequest;
import fapo.reward.v1.ComputeAdvantageResponse;
import fapo.reward.v1.GetGroupRequest;
import fapo.reward.v1.GetGroupResponse;
import fapo.reward.v1.GetServerInfoRequest;
import fapo.reward.v1.GetServerInfoResponse;
import fapo.reward.v1.ListGroupsRequest;
import fapo.reward.v1.ListGroupsResponse;
import fapo.reward.v1.ReplayRunRequest;
import fapo.reward.v1.ReplayRunResponse;
import fapo.reward.v1.RewardServiceGrpc;
import fapo.reward.v1.ScoreCritiquesRequest;
import fapo.reward.v1.ScoreCritiquesResponse;
import fapo.reward.v1.ScoreGroupRequest;
import fapo.reward.v1.ScoreGroupResponse;
import fapo.reward.v1.ScoreRolloutRequest;
import fapo.reward.v1.ScoreRolloutResponse;
import fapo.verifier.v1.VerifierServiceGrpc;
import fapo.verifier.v1.VerifyRequest;
import fapo.verifier.v1.VerifyResponse;
import io.grpc.Status;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// The three services in one in-process server; each test scripts the methods it calls.
final class ScriptedPlatform {
  static final String NAME = "gateway-test";

  private static final Map<String, BiConsumer<Object, StreamObserver<Object>>> SCRIPTS =
      new ConcurrentHashMap<>();

  static {
    try {
      InProcessServerBuilder.forName(NAME)
          .addService(new Reward())
          .addService(new Verifier())
          .addService(new Genrm())
          .addService(new Evaluation())
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ScriptedPlatform() {}

  /// What the named method does with its requests from now on.
  @SuppressWarnings("unchecked") // the method's name fixes both types
  static <Q, R> void on(String method, BiConsumer<Q, StreamObserver<R>> script) {
    SCRIPTS.put(
        method,
        (request, answer) ->
            script.accept((Q) request, (StreamObserver<R>) (StreamObserver<?>) answer));
  }

  static <Q, R> void answer(String method, java.util.function.Function<Q, R> reply) {
    ScriptedPlatform.<Q, R>on(
        method,
        (request, answer) -> {
          answer.onNext(reply.apply(request));
          answer.onCompleted();
        });
  }

  static void fail(String method, Throwable failure) {
    on(method, (request, answer) -> answer.onError(failure));
  }

  static void forget() {
    SCRIPTS.clear();
  }

  @SuppressWarnings("unchecked") // observers are only ever given the script's own replies
  private static <R> void play(String method, Object request, StreamObserver<R> answer) {
    var script = SCRIPTS.get(method);
    if (script == null) {
      answer.onError(Status.UNIMPLEMENTED.withDescription(method).asRuntimeException());
    } else {
      script.accept(request, (StreamObserver<Object>) answer);
    }
  }

  private static final class Verifier extends VerifierServiceGrpc.VerifierServiceImplBase {
    @Override
    public void verify(VerifyRequest request, StreamObserver<VerifyResponse> answer) {
      play("verify", request, answer);
    }
  }

  private static final class Genrm extends GenrmServiceGrpc.GenrmServiceImplBase {
    @Override
    public void critique(CritiqueRequest request, StreamObserver<CritiqueResponse> answer) {
      play("critique", request, answer);
    }
  }

  private static final class Evaluation extends EvaluationServiceGrpc.EvaluationServiceImplBase {
    @Override
    public StreamObserver<EvaluateRequest> evaluate(StreamObserver<EvaluateResponse> answer) {
      List<EvaluateRequest> requests = new ArrayList<>();
      return new StreamObserver<>() {
        @Override
        public void onNext(EvaluateRequest request) {
          requests.add(request);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          play("evaluate", requests, answer);
        }
      };
    }
  }

  private static final class Reward extends RewardServiceGrpc.RewardServiceImplBase {
    @Override
    public void scoreGroup(ScoreGroupRequest request, StreamObserver<ScoreGroupResponse> answer) {
      play("scoreGroup", request, answer);
    }

    @Override
    public void scoreRollout(
        ScoreRolloutRequest request, StreamObserver<ScoreRolloutResponse> answer) {
      play("scoreRollout", request, answer);
    }

    @Override
    public void computeAdvantage(
        ComputeAdvantageRequest request, StreamObserver<ComputeAdvantageResponse> answer) {
      play("computeAdvantage", request, answer);
    }

    @Override
    public void scoreCritiques(
        ScoreCritiquesRequest request, StreamObserver<ScoreCritiquesResponse> answer) {
      play("scoreCritiques", request, answer);
    }

    @Override
    public void listGroups(ListGroupsRequest request, StreamObserver<ListGroupsResponse> answer) {
      play("listGroups", request, answer);
    }

    @Override
    public void getGroup(GetGroupRequest request, StreamObserver<GetGroupResponse> answer) {
      play("getGroup", request, answer);
    }

    @Override
    public void replayRun(ReplayRunRequest request, StreamObserver<ReplayRunResponse> answer) {
      play("replayRun", request, answer);
    }

    @Override
    public void getServerInfo(
        GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> answer) {
      play("getServerInfo", request, answer);
    }
  }
}
