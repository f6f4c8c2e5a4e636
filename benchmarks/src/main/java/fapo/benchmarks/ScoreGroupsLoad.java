package fapo.benchmarks;

import com.google.protobuf.ByteString;
import fapo.genrm.v1.Solution;
import fapo.reward.v1.Group;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.GroupStatusCode;
import fapo.reward.v1.RewardServiceGrpc;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.ScoreGroupsRequest;
import fapo.reward.v1.ScoreGroupsResponse;
import fapo.reward.v1.ScoringPolicy;
import fapo.reward.v1.Split;
import fapo.reward.v1.Task;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Sends training steps of groups over `ScoreGroups` to a running platform and reports rollouts per
/// second, the time to the first group and the time per group. Every text and every run id is new,
/// so nothing is answered from a record or a cache.
///
/// Usage: `ScoreGroupsLoad HOST:PORT [ROUNDS] [GROUPS] [SIZE] [BYTES]` (defaults 8 512 8 4096). The
/// first rounds warm the JVM up; every round is printed.
public final class ScoreGroupsLoad {
  private ScoreGroupsLoad() {}

  public static void main(String[] args) throws InterruptedException {
    String target = args[0];
    int rounds = number(args, 1, 8);
    int groups = number(args, 2, 512);
    int size = number(args, 3, 8);
    int bytes = number(args, 4, 4096);
    ManagedChannel channel =
        ManagedChannelBuilder.forTarget(target)
            .usePlaintext()
            .maxInboundMessageSize(64 << 20)
            .build();
    System.out.println("round rollouts/s first_group_ms p50_ms p99_ms total_ms flawed refused");
    for (int round = 0; round < rounds; round++) {
      List<ScoreGroupsRequest> step = step(round, groups, size, bytes);
      System.out.println(round + " " + new Round(step, size).run(channel));
    }
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
  }

  private static int number(String[] args, int index, int fallback) {
    return args.length > index ? Integer.parseInt(args[index]) : fallback;
  }

  private static List<ScoreGroupsRequest> step(int round, int groups, int size, int bytes) {
    Texts texts = new Texts(System.nanoTime());
    String run = "load-" + UUID.randomUUID();
    List<ScoreGroupsRequest> step = new ArrayList<>(groups);
    for (int g = 0; g < groups; g++) {
      Group.Builder group =
          Group.newBuilder()
              .setKey(GroupKey.newBuilder().setRunId(run).setStep(round).setGroupId("g" + g))
              .setTask(
                  Task.newBuilder()
                      .setProblem(ByteString.copyFromUtf8("How many are there? (" + g + ")"))
                      .addReferences(ByteString.copyFromUtf8(Integer.toString(g)))
                      .setSplit(Split.SPLIT_TRAIN));
      for (int i = 0; i < size; i++) {
        String text = texts.solution(bytes, i % 2 == 0 ? g : g + 1, i == 2);
        group.addRollouts(
            Rollout.newBuilder()
                .setSolution(Solution.newBuilder().setText(ByteString.copyFromUtf8(text))));
      }
      step.add(
          ScoreGroupsRequest.newBuilder()
              .setSequence(g)
              .setGroup(group)
              .setPolicy(ScoringPolicy.newBuilder().setAllowDemoCritic(true))
              .build());
    }
    return step;
  }

  /// One step, sent as fast as the server takes it.
  private static final class Round
      implements ClientResponseObserver<ScoreGroupsRequest, ScoreGroupsResponse> {
    private final List<ScoreGroupsRequest> step;
    private final int size;
    private final long[] sentAt;
    private final long[] took;
    private final CountDownLatch done = new CountDownLatch(1);
    private int next;
    private int flawed;
    private int refused;
    private long firstAt;
    private String failure = "";

    Round(List<ScoreGroupsRequest> step, int size) {
      this.step = step;
      this.size = size;
      this.sentAt = new long[step.size()];
      this.took = new long[step.size()];
    }

    String run(ManagedChannel channel) throws InterruptedException {
      long start = System.nanoTime();
      RewardServiceGrpc.newStub(channel).withDeadlineAfter(5, TimeUnit.MINUTES).scoreGroups(this);
      done.await();
      long end = System.nanoTime();
      if (!failure.isEmpty()) {
        return failure;
      }
      Arrays.sort(took);
      return String.format(
          Locale.ROOT,
          "%.0f %.1f %.1f %.1f %.0f %d %d",
          step.size() * (double) size / ((end - start) / 1e9),
          (firstAt - start) / 1e6,
          took[took.length / 2] / 1e6,
          took[(int) Math.ceil(took.length * 0.99) - 1] / 1e6,
          (end - start) / 1e6,
          flawed,
          refused);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ScoreGroupsRequest> requests) {
      requests.setOnReadyHandler(() -> send(requests));
    }

    private void send(ClientCallStreamObserver<ScoreGroupsRequest> requests) {
      while (requests.isReady() && next < step.size()) {
        sentAt[next] = System.nanoTime();
        requests.onNext(step.get(next++));
        if (next == step.size()) {
          requests.onCompleted();
        }
      }
    }

    @Override
    public void onNext(ScoreGroupsResponse reply) {
      long now = System.nanoTime();
      firstAt = firstAt == 0 ? now : firstAt;
      int sequence = (int) reply.getSequence();
      took[sequence] = now - sentAt[sequence];
      boolean ok = reply.getScore().getStatus().getCode() == GroupStatusCode.GROUP_STATUS_CODE_OK;
      if (!ok && refused++ == 0) {
        System.out.println("not ok: " + reply.getScore().getStatus() + reply.getError());
      }
      for (RolloutResult result : reply.getScore().getRolloutsList()) {
        flawed += result.getVerdict().hasFlawedAt() ? 1 : 0;
      }
    }

    @Override
    public void onError(Throwable gone) {
      failure = "failed: " + gone;
      done.countDown();
    }

    @Override
    public void onCompleted() {
      done.countDown();
    }
  }
}
