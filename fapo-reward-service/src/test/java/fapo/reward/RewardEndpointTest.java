package fapo.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import fapo.genrm.v1.Fitness;
import fapo.genrm.v1.Solution;
import fapo.reward.audit.AuditMode;
import fapo.reward.audit.memory.InMemoryAuditLog;
import fapo.reward.audit.memory.InMemoryGroupAssembly;
import fapo.reward.resilience.CallGuard;
import fapo.reward.resilience.GuardLimits;
import fapo.reward.scoring.Completions;
import fapo.reward.scoring.CriticClient;
import fapo.reward.scoring.CriticDirectory;
import fapo.reward.scoring.GroupScorer;
import fapo.reward.scoring.Judging;
import fapo.reward.scoring.RecordDesk;
import fapo.reward.scoring.Replay;
import fapo.reward.scoring.RolloutScorer;
import fapo.reward.scoring.StepBoard;
import fapo.reward.scoring.VerifierClient;
import fapo.reward.scoring.WorkSlots;
import fapo.reward.v1.AnswerWhen;
import fapo.reward.v1.CancelGroupRequest;
import fapo.reward.v1.CloseGroupRequest;
import fapo.reward.v1.DegradedCause;
import fapo.reward.v1.GetGroupRequest;
import fapo.reward.v1.GetGroupResponse;
import fapo.reward.v1.Group;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.GroupStatusCode;
import fapo.reward.v1.NoSignalCause;
import fapo.reward.v1.OnMissingVerdict;
import fapo.reward.v1.Preset;
import fapo.reward.v1.ReplayRunRequest;
import fapo.reward.v1.RewardServiceGrpc;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.ScoreGroupRequest;
import fapo.reward.v1.ScoreGroupsRequest;
import fapo.reward.v1.ScoreGroupsResponse;
import fapo.reward.v1.ScoreRolloutRequest;
import fapo.reward.v1.ScoreRolloutResponse;
import fapo.reward.v1.ScoringPolicy;
import fapo.reward.v1.Split;
import fapo.reward.v1.Task;
import fapo.reward.v1.UnscoredCause;
import fapo.reward.wire.OrderReader;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RewardEndpointTest {
  private static final GuardLimits LIMITS =
      new GuardLimits(
          Duration.ofSeconds(20), 16, 2, Duration.ofMillis(1), 0.1, 50, Duration.ofSeconds(1));

  private final ScriptedServices services = new ScriptedServices();
  private final List<Server> servers = new ArrayList<>();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private WorkSlots slots;
  private Completions completions;
  private RewardServiceGrpc.RewardServiceBlockingStub stub;
  private RewardServiceGrpc.RewardServiceStub async;

  @BeforeEach
  void start() throws IOException {
    ManagedChannel behind = serve(services.verifier, services.critic);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    InMemoryAuditLog audit = new InMemoryAuditLog();
    InMemoryGroupAssembly assembly =
        new InMemoryGroupAssembly(audit, Duration.ofMinutes(1), Clock.systemUTC());
    StepBoard board = new StepBoard(properties().thresholds());
    CriticClient critic = new CriticClient(behind, new CallGuard("critic", LIMITS, meters));
    CriticDirectory directory = new CriticDirectory(critic, System::nanoTime);
    Judging judging =
        new Judging(
            new VerifierClient(behind, new CallGuard("verifier", LIMITS, meters)),
            critic,
            directory);
    slots = new WorkSlots(4, 16);
    completions = new Completions(audit);
    GroupScorer groups = new GroupScorer(slots, judging, audit, board, Clock.systemUTC());
    ManagedChannel channel =
        serve(
            new RewardEndpoint(
                new OrderReader(properties().maxTextBytes()),
                groups,
                new RolloutScorer(
                    groups, slots, judging, audit, assembly, completions, board, Clock.systemUTC()),
                new RecordDesk(audit, assembly),
                new Replay(audit),
                new ServerInfo(properties(), directory),
                properties()));
    stub = RewardServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    async = RewardServiceGrpc.newStub(channel);
  }

  private static RewardProperties properties() {
    return new RewardProperties(
        "",
        "",
        4,
        16,
        4,
        4096,
        1 << 26,
        Duration.ofMinutes(1),
        Duration.ofSeconds(20),
        16,
        AuditMode.STRICT,
        "",
        1,
        new RewardProperties.Alarm(0.05, 0.2, 64));
  }

  private ManagedChannel serve(io.grpc.BindableService... bound) throws IOException {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder server =
        InProcessServerBuilder.forName(name).executor(Executors.newVirtualThreadPerTaskExecutor());
    for (io.grpc.BindableService service : bound) {
      server.addService(service);
    }
    servers.add(server.build().start());
    ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
    channels.add(channel);
    return channel;
  }

  @AfterEach
  void stop() {
    channels.forEach(ManagedChannel::shutdownNow);
    servers.forEach(Server::shutdownNow);
    completions.close();
  }

  @Test
  void scoresAGroupByThePapersEquation() {
    GroupScore score = score(group("g", "sound 7", "FLAW 7", "no 8", "no 9"));

    assertThat(score.getStatus().getCode()).isEqualTo(GroupStatusCode.GROUP_STATUS_CODE_OK);
    assertThat(rewards(score)).containsExactly(1.0, 0.0, -1.0, -1.0);
    assertThat(score.getRollouts(1).getVerdict().getFlawedAt().getStep()).isEqualTo(1);
    assertThat(score.getRollouts(2).getVerdict().hasNotAsked()).isTrue();
    // mean −0.25, sample deviation √(11/12): (1 + 0.25) / 0.957427…
    assertThat(score.getRollouts(0).getAdvantage()).isCloseTo(1.305581, within(1e-5));
    assertThat(services.critiques).hasValue(2);
  }

  @Test
  void degradesTheWholeGroupWhereOneVerdictIsMissing() {
    GroupScore score = score(group("g", "DOWN 7", "FLAW 7", "no 8", "no 9"));

    assertThat(score.getStatus().getCode()).isEqualTo(GroupStatusCode.GROUP_STATUS_CODE_DEGRADED);
    assertThat(score.getStatus().getDegradedCause())
        .isEqualTo(DegradedCause.DEGRADED_CAUSE_VERDICT_UNAVAILABLE);
    assertThat(rewards(score)).containsExactly(1.0, 1.0, -1.0, -1.0);
    assertThat(score.getRollouts(0).getMissingVerdictRule())
        .isEqualTo(OnMissingVerdict.ON_MISSING_VERDICT_DEGRADE_GROUP);
  }

  @Test
  void degradesWhereTheCriticFails() {
    services.criticDown = true;
    GroupScore score = score(group("g", "sound 7", "no 8"));
    assertThat(score.getStatus().getCode()).isEqualTo(GroupStatusCode.GROUP_STATUS_CODE_DEGRADED);
    assertThat(score.getRollouts(0).getVerdict().hasUnavailable()).isTrue();
  }

  @Test
  void failsTheGroupWhereThePolicySaysSo() {
    ScoreGroupRequest request =
        request(group("g", "DOWN 7", "no 8"))
            .setPolicy(
                ScoringPolicy.newBuilder()
                    .setOnMissingVerdict(OnMissingVerdict.ON_MISSING_VERDICT_FAIL))
            .build();
    assertThat(refusal(() -> stub.scoreGroup(request))).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void leavesMembersUnscoredWhereTheVerifierFails() {
    services.verifierDown = true;
    GroupScore score = score(group("g", "sound 7", "no 8"));
    assertThat(score.getRolloutsList())
        .allSatisfy(
            member -> {
              assertThat(member.getUnscored().getCause())
                  .isEqualTo(UnscoredCause.UNSCORED_CAUSE_VERIFIER_UNAVAILABLE);
              assertThat(member.getUnscored().getRetryable()).isTrue();
            });
    assertThat(score.getStatus().getNoSignalCause())
        .isEqualTo(NoSignalCause.NO_SIGNAL_CAUSE_TOO_FEW_SCORED);
  }

  @Test
  void asksAgainOnlyWhatWasMissingWhenRevised() {
    Group group = group("g", "sound 7", "sound too 7", "no 8");
    services.criticDown = true;
    assertThat(score(group).getStatus().getCode())
        .isEqualTo(GroupStatusCode.GROUP_STATUS_CODE_DEGRADED);
    int checks = services.checks.get();
    services.criticDown = false;

    GroupScore revised = stub.scoreGroup(request(group).setRevise(true).build()).getScore();

    assertThat(revised.getRevision()).isEqualTo(1);
    assertThat(revised.getStatus().getCode()).isEqualTo(GroupStatusCode.GROUP_STATUS_CODE_OK);
    assertThat(services.checks).hasValue(checks);
    assertThat(score(group).getRevision()).isEqualTo(1);
  }

  @Test
  void answersTheSameRequestFromTheRecord() {
    Group group = group("g", "sound 7", "FLAW 7", "no 8");
    GroupScore first = score(group);
    int critiques = services.critiques.get();

    GroupScore second = score(group);

    assertThat(second.getReplayed()).isTrue();
    assertThat(second.getRolloutsList()).isEqualTo(first.getRolloutsList());
    assertThat(services.critiques).hasValue(critiques);
  }

  @Test
  void refusesAKeyThatWasUsedWithOtherContent() {
    score(group("g", "sound 7", "no 8"));
    assertThat(refusal(() -> score(group("g", "sound 7", "no 9"))))
        .isEqualTo(Status.Code.ALREADY_EXISTS);
  }

  @Test
  void namesAnAdHocGroupByItsContent() {
    Group group = group("", "sound 7", "no 8").toBuilder().clearKey().build();
    GroupScore score = score(group);
    assertThat(score.getKey().getGroupId()).matches("adhoc/[0-9a-f]{64}");
    assertThat(score(group).getReplayed()).isTrue();
  }

  @Test
  void keepsTheSiblingsOfAMalformedRollout() {
    Group.Builder group = group("g", "sound 7", "x", "no 8").toBuilder();
    group
        .getRolloutsBuilder(1)
        .setSolution(Solution.newBuilder().setText(ByteString.copyFrom(new byte[] {(byte) 0xFF})));
    GroupScore score = score(group.build());

    assertThat(score.getRollouts(1).getUnscored().getCause())
        .isEqualTo(UnscoredCause.UNSCORED_CAUSE_ROLLOUT_UNREADABLE);
    assertThat(score.getRollouts(1).getUnscored().getDetail())
        .isEqualTo("group.rollouts[1].solution.text: malformed UTF-8 (expected: UTF-8)");
    assertThat(score.getRollouts(0).getScored().getReward()).isEqualTo(1);
    assertThat(score.getRollouts(2).getScored().getReward()).isEqualTo(-1);
  }

  @Test
  void keepsTheSiblingsOfAnOverlongText() {
    GroupScore score = score(group("g", "sound 7", "a".repeat(20_000_000), "no 8"));
    assertThat(score.getRollouts(1).getUnscored().getDetail())
        .startsWith("group.rollouts[1].solution: 200000")
        .endsWith("bytes (expected: at most 4096)");
    assertThat(score.getRollouts(0).getScored().getReward()).isEqualTo(1);
  }

  @Test
  void scoresTextsWithNulCharacters() {
    GroupScore score = score(group("g", "a\0b 7", "no\0 8"));
    assertThat(rewards(score)).containsExactly(1.0, -1.0);
    GetGroupResponse recorded =
        stub.getGroup(GetGroupRequest.newBuilder().setKey(key("g")).setIncludeTexts(true).build());
    assertThat(recorded.getGroup().getRollouts(0).getSolution().getText().toStringUtf8())
        .isEqualTo("a\0b 7");
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    Group.Builder group = group("g", "sound 7", "no 8").toBuilder();
    group.getTaskBuilder().clearReferences();
    group.getRolloutsBuilder(0).setRolloutIndex(3);
    group.getRolloutsBuilder(1).setRolloutIndex(3);
    ScoreGroupRequest request =
        request(group.build())
            .setPolicy(ScoringPolicy.newBuilder().setFlawPenalty(Double.NaN))
            .build();

    assertThat(violations(() -> stub.scoreGroup(request)))
        .containsExactly(
            "group.task.references: empty (expected: at least one)",
            "group.rollouts[1].rollout_index: 3 (expected: unique in its group)",
            "policy.flaw_penalty: NaN (expected: finite, >= 0)");
  }

  @Test
  void refusesAnEmptyGroup() {
    assertThat(violations(() -> score(group("g"))))
        .containsExactly("group.rollouts: empty (expected: at least one)");
  }

  @Test
  void refusesAMissingLengthWhereThePolicyNeedsIt() {
    ScoringPolicy.Builder policy = ScoringPolicy.newBuilder();
    policy.getOverlongBuilder().setMaxResponseTokens(100).setBufferTokens(10);
    ScoreGroupRequest request = request(group("g", "sound 7")).setPolicy(policy).build();
    assertThat(violations(() -> stub.scoreGroup(request)))
        .singleElement()
        .asString()
        .startsWith("group.rollouts[0].response_tokens: missing");
  }

  @Test
  void refusesOnlyTheGroupWhoseReferenceIsUnreadable() throws InterruptedException {
    BlockingQueue<ScoreGroupsResponse> replies = new LinkedBlockingQueue<>();
    CountDownLatch done = new CountDownLatch(1);
    StreamObserver<ScoreGroupsRequest> requests = async.scoreGroups(collect(replies, done));
    Group.Builder unreadable = group("bad", "sound 7").toBuilder();
    unreadable.getTaskBuilder().setReferences(0, ByteString.copyFromUtf8(" "));
    requests.onNext(stream(1, unreadable.build()));
    requests.onNext(stream(2, group("empty")));
    for (int i = 3; i < 40; i++) {
      requests.onNext(stream(i, group("g" + i, "sound 7", "no 8")));
    }
    requests.onCompleted();

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(replies).hasSize(39);
    assertThat(replies)
        .allSatisfy(
            reply -> {
              int expected =
                  reply.getSequence() == 1
                      ? Status.Code.FAILED_PRECONDITION.value()
                      : reply.getSequence() == 2 ? Status.Code.INVALID_ARGUMENT.value() : 0;
              assertThat(reply.getError().getCode()).isEqualTo(expected);
            });
  }

  @Test
  void refusesADemoCriticUnlessAllowed() {
    services.fitness = Fitness.FITNESS_DEMO;
    Group group = group("g", "sound 7", "no 8");
    assertThat(refusal(() -> stub.scoreGroup(request(group).build())))
        .isEqualTo(Status.Code.FAILED_PRECONDITION);
    ScoringPolicy allowed = ScoringPolicy.newBuilder().setAllowDemoCritic(true).build();
    assertThat(rewards(stub.scoreGroup(request(group).setPolicy(allowed).build()).getScore()))
        .containsExactly(1.0, -1.0);
  }

  @Test
  void asksNoCriticForTestsAndBaselines() {
    Group.Builder test = group("t", "FLAW 7", "no 8").toBuilder();
    test.getTaskBuilder().setSplit(Split.SPLIT_TEST);
    assertThat(rewards(score(test.build()))).containsExactly(1.0, -1.0);
    ScoringPolicy rlvr = ScoringPolicy.newBuilder().setPreset(Preset.PRESET_RLVR).build();
    assertThat(
            rewards(
                stub.scoreGroup(request(group("b", "FLAW 7", "no 8")).setPolicy(rlvr).build())
                    .getScore()))
        .containsExactly(1.0, -1.0);
    assertThat(services.critiques).hasValue(0);
  }

  @Test
  void overrulesAFlawThatNoFurtherSampleConfirms() {
    ScoringPolicy robust = ScoringPolicy.newBuilder().setPreset(Preset.PRESET_FAPO_ROBUST).build();
    GroupScore score =
        stub.scoreGroup(request(group("g", "FLAW 7", "sound 7")).setPolicy(robust).build())
            .getScore();
    assertThat(rewards(score)).containsExactly(0.0, 1.0);
    assertThat(services.critiques).as("two, and the confirmation of one").hasValue(3);
  }

  @Test
  void assemblesAGroupFromItsRollouts() {
    String[] texts = {"sound 7", "FLAW 7", "no 8"};
    List<ScoreRolloutResponse> replies =
        IntStream.range(0, 3).mapToObj(i -> stub.scoreRollout(rollout("r", i, texts[i]))).toList();

    assertThat(replies.get(0).getResult().getScored().getReward()).isEqualTo(1);
    assertThat(replies.get(0).getResult().hasAdvantage()).isFalse();
    assertThat(replies.get(1).hasGroup()).isFalse();
    GroupScore group = replies.get(2).getGroup();
    assertThat(rewards(group)).containsExactly(1.0, 0.0, -1.0);
    assertThat(group.getRolloutsList().stream().map(RolloutResult::getAdvantage).toList())
        .satisfiesExactly(
            a -> assertThat(a).isCloseTo(0.999999, within(1e-6)),
            a -> assertThat(a).isZero(),
            a -> assertThat(a).isCloseTo(-0.999999, within(1e-6)));
    ScoreRolloutResponse again = stub.scoreRollout(rollout("r", 1, "FLAW 7"));
    assertThat(again.getReplayed()).isTrue();
    assertThat(again.getGroup().getRolloutsList()).isEqualTo(group.getRolloutsList());
    assertThat(refusal(() -> stub.scoreRollout(rollout("r", 1, "other 7"))))
        .isEqualTo(Status.Code.ALREADY_EXISTS);
  }

  @Test
  void keepsAnsweredRewardsWhenAVerdictIsMissingAndTheGroupCompletes() {
    assertThat(stub.scoreRollout(rollout("r", 0, "FLAW 7")).getResult().getScored().getReward())
        .isZero();
    stub.scoreRollout(rollout("r", 1, "DOWN 7"));
    GroupScore group = stub.scoreRollout(rollout("r", 2, "no 8")).getGroup();

    assertThat(rewards(group)).containsExactly(0.0, 1.0, -1.0);
    assertThat(group.getStatus().getCode()).isEqualTo(GroupStatusCode.GROUP_STATUS_CODE_DEGRADED);
    assertThat(group.getRollouts(0).getAdvantage())
        .as("both right members count alike")
        .isEqualTo(group.getRollouts(1).getAdvantage());
    assertReplaysWithoutDifference();
  }

  @Test
  void holdsRepliesUntilTheGroupIsCompleteWhereAsked() throws InterruptedException {
    BlockingQueue<ScoreRolloutResponse> replies = new LinkedBlockingQueue<>();
    CountDownLatch done = new CountDownLatch(1);
    async.scoreRollout(held(rollout("r", 0, "FLAW 7")), collect(replies, done));
    assertThat(replies.poll(300, TimeUnit.MILLISECONDS)).isNull();
    ScoreRolloutResponse last = stub.scoreRollout(held(rollout("r", 1, "DOWN 7")));

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    ScoreRolloutResponse first = replies.remove();
    assertThat(first.getResult().getScored().getReward())
        .as("the whole group is degraded, exactly")
        .isEqualTo(1);
    assertThat(last.getGroup().getRolloutsList()).isEqualTo(first.getGroup().getRolloutsList());
  }

  @Test
  void closesAGroupWithTheMembersItHas() {
    stub.scoreRollout(rollout("r", 0, "sound 7"));
    stub.scoreRollout(rollout("r", 1, "no 8"));
    GroupScore closed =
        stub.closeGroup(CloseGroupRequest.newBuilder().setKey(key("r")).build()).getScore();
    assertThat(closed.getRolloutsList()).hasSize(3);
    assertThat(closed.getRollouts(2).getUnscored().getCause())
        .isEqualTo(UnscoredCause.UNSCORED_CAUSE_MISSING);
    assertThat(closed.getRollouts(0).getAdvantage()).isCloseTo(0.707106, within(1e-6));
    assertThat(refusal(() -> stub.scoreRollout(rollout("r", 5, "sound 7"))))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertReplaysWithoutDifference();
  }

  @Test
  void freesTheWorkOfACancelledGroup() throws InterruptedException {
    BlockingQueue<GroupScore> none = new LinkedBlockingQueue<>();
    CountDownLatch done = new CountDownLatch(1);
    StreamObserver<ScoreGroupsRequest> requests =
        async.scoreGroups(collect(new LinkedBlockingQueue<>(), done));
    requests.onNext(stream(1, group("g", "HANG 7", "no 8")));
    requests.onCompleted();
    assertThat(services.hangs.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(
            stub.cancelGroup(CancelGroupRequest.newBuilder().setKey(key("g")).build())
                .getCancelled())
        .isTrue();
    assertThat(services.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(none).isEmpty();
  }

  @Test
  void letsALostCallGoOnAndARetryJoinIt() throws InterruptedException {
    ScoreGroupRequest request = request(group("g", "HANG 7", "no 8")).build();
    assertThat(
            refusal(() -> stub.withDeadlineAfter(400, TimeUnit.MILLISECONDS).scoreGroup(request)))
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(
            refusal(() -> stub.withDeadlineAfter(400, TimeUnit.MILLISECONDS).scoreGroup(request)))
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(services.critiques).as("joined, not asked again").hasValue(1);
    stub.cancelGroup(CancelGroupRequest.newBuilder().setKey(key("g")).build());
  }

  @Test
  void replaysToTheSameBits() {
    score(group("a", "sound 7", "FLAW 7", "no 8"));
    score(group("b", "DOWN 7", "FLAW 7", "no 8", "maybe"));
    assertReplaysWithoutDifference();
  }

  @Test
  void saysWhatItKnowsOfAGroup() {
    stub.scoreRollout(rollout("r", 0, "sound 7"));
    GetGroupResponse open = stub.getGroup(GetGroupRequest.newBuilder().setKey(key("r")).build());
    assertThat(open.getScore().getStatus().getCode())
        .isEqualTo(GroupStatusCode.GROUP_STATUS_CODE_OPEN);
    assertThat(refusal(() -> stub.getGroup(GetGroupRequest.newBuilder().setKey(key("no")).build())))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  private void assertReplaysWithoutDifference() {
    int[] groups = {0};
    stub.replayRun(ReplayRunRequest.newBuilder().setRunId("run").build())
        .forEachRemaining(
            group -> {
              groups[0]++;
              assertThat(group.getDifferencesList()).isEmpty();
            });
    assertThat(groups[0]).isPositive();
  }

  private GroupScore score(Group group) {
    return stub.scoreGroup(request(group).build()).getScore();
  }

  private static ScoreGroupRequest.Builder request(Group group) {
    return ScoreGroupRequest.newBuilder().setGroup(group);
  }

  private static ScoreGroupsRequest stream(int sequence, Group group) {
    return ScoreGroupsRequest.newBuilder().setSequence(sequence).setGroup(group).build();
  }

  private static GroupKey key(String group) {
    return GroupKey.newBuilder().setRunId("run").setStep(3).setGroupId(group).build();
  }

  private static Task task() {
    return Task.newBuilder()
        .setProblem(ByteString.copyFromUtf8("3 + 4?"))
        .addReferences(ByteString.copyFromUtf8("7"))
        .setSplit(Split.SPLIT_TRAIN)
        .build();
  }

  private static Group group(String id, String... texts) {
    Group.Builder group = Group.newBuilder().setKey(key(id)).setTask(task());
    for (String text : texts) {
      group.addRollouts(Rollout.newBuilder().setSolution(solution(text)));
    }
    return group.build();
  }

  private static Solution solution(String text) {
    return Solution.newBuilder().setText(ByteString.copyFromUtf8(text)).build();
  }

  private static ScoreRolloutRequest rollout(String group, int index, String text) {
    return ScoreRolloutRequest.newBuilder()
        .setKey(key(group))
        .setTask(task())
        .setGroupSize(3)
        .setRollout(Rollout.newBuilder().setRolloutIndex(index).setSolution(solution(text)))
        .build();
  }

  private static ScoreRolloutRequest held(ScoreRolloutRequest request) {
    return request.toBuilder()
        .setGroupSize(2)
        .setPolicy(ScoringPolicy.newBuilder().setAnswerWhen(AnswerWhen.ANSWER_WHEN_GROUP))
        .build();
  }

  private static List<Double> rewards(GroupScore score) {
    return score.getRolloutsList().stream()
        .map(result -> result.hasScored() ? result.getScored().getReward() : Double.NaN)
        .toList();
  }

  private static <T> StreamObserver<T> collect(BlockingQueue<T> replies, CountDownLatch done) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T reply) {
        replies.add(reply);
      }

      @Override
      public void onError(Throwable failure) {
        done.countDown();
      }

      @Override
      public void onCompleted() {
        done.countDown();
      }
    };
  }

  private static Status.Code refusal(Runnable call) {
    return refused(call).getStatus().getCode();
  }

  private static StatusRuntimeException refused(Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException refused) {
      return refused;
    }
    throw new AssertionError("expected a refusal");
  }

  private static List<String> violations(Runnable call) {
    com.google.rpc.Status status = StatusProto.fromThrowable(refused(call));
    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
    return status.getDetailsList().stream()
        .filter(detail -> detail.is(BadRequest.class))
        .flatMap(
            detail -> {
              try {
                return detail.unpack(BadRequest.class).getFieldViolationsList().stream();
              } catch (InvalidProtocolBufferException broken) {
                throw new AssertionError(broken);
              }
            })
        .map(violation -> violation.getField() + ": " + violation.getDescription())
        .toList();
  }
}
