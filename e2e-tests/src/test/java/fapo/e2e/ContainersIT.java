package fapo.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.Solution;
import fapo.reward.v1.Group;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.Recorded;
import fapo.reward.v1.RewardServiceGrpc;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.ScoreGroupRequest;
import fapo.reward.v1.ScoringPolicy;
import fapo.reward.v1.Split;
import fapo.reward.v1.Task;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/// A group is scored by containers and lies in PostgreSQL. Skipped where no Docker engine answers,
/// unless FAPO_REQUIRE_DOCKER is set.
@Tag("docker")
final class ContainersIT {
  private static final String SOUND = "2 + 3 = 5 apples.\nThen 5 * 2 = 10.\nA: 10";
  private static final String FLAWED = "2 + 3 = 6 apples.\nThen 5 * 2 = 10.\nA: 10";
  private static final String WRONG = "2 + 3 = 5 apples.\nA: 5";

  private static @Nullable Platform platform;

  @BeforeAll
  static void startContainers() {
    assumeTrue(
        System.getenv("FAPO_REQUIRE_DOCKER") != null
            || DockerClientFactory.instance().isDockerAvailable(),
        "container tests skipped: no Docker engine answers");
    platform = new Platform();
    platform.start();
  }

  @AfterAll
  static void stopContainers() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void scoresAGroupAndRecordsIt() throws SQLException {
    ScoreGroupRequest request = request();

    GroupScore score = score(request);

    assertThat(score.getRolloutsList())
        .extracting(result -> result.getScored().getReward())
        .containsExactly(1.0, 0.0, -1.0);
    assertThat(score.getRollouts(1).getVerdict().getFlawedAt().getStep()).isZero();
    assertThat(score.getRollouts(0).getAdvantage()).isCloseTo(1, within(1e-5));
    assertThat(score.getRecorded()).isEqualTo(Recorded.RECORDED_POSTGRES);
    assertThat(recordedRewards(request.getGroup().getKey().getRunId()))
        .containsExactly(1.0, 0.0, -1.0);
  }

  @Test
  void answersFromTheRecordOnceItsContainerIsReplaced() {
    ScoreGroupRequest request = request();
    GroupScore first = score(request);

    platform().replaceReward();
    GroupScore again = score(request);

    assertThat(first.getReplayed()).isFalse();
    assertThat(again.getReplayed()).isTrue();
    assertThat(again.getRolloutsList())
        .extracting(RolloutResult::getScored)
        .isEqualTo(first.getRolloutsList().stream().map(RolloutResult::getScored).toList());
  }

  @Test
  void runsWithoutPrivilegesOnAReadOnlyRoot() throws IOException, InterruptedException {
    for (GenericContainer<?> service : platform().services()) {
      assertThat(service.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
      ExecResult write = service.execInContainer("touch", "/app/written");
      assertThat(write.getStderr()).contains("Read-only file system");
    }
  }

  private static GroupScore score(ScoreGroupRequest request) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(platform().rewardTarget(), InsecureChannelCredentials.create())
            .build();
    try {
      return RewardServiceGrpc.newBlockingStub(channel)
          .withWaitForReady()
          .withDeadlineAfter(60, TimeUnit.SECONDS)
          .scoreGroup(request)
          .getScore();
    } finally {
      channel.shutdownNow();
    }
  }

  private static ScoreGroupRequest request() {
    Group.Builder group =
        Group.newBuilder()
            .setKey(GroupKey.newBuilder().setRunId(UUID.randomUUID().toString()).setGroupId("g"))
            .setTask(
                Task.newBuilder()
                    .setProblem(utf8("How many apples are there in the end?"))
                    .addReferences(utf8("10"))
                    .setSplit(Split.SPLIT_TRAIN));
    for (String text : List.of(SOUND, FLAWED, WRONG)) {
      group.addRollouts(
          Rollout.newBuilder().setSolution(Solution.newBuilder().setText(utf8(text))));
    }
    return ScoreGroupRequest.newBuilder()
        .setGroup(group)
        .setPolicy(
            ScoringPolicy.newBuilder()
                .setAllowDemoCritic(true)
                .setCritique(CritiqueOptions.newBuilder().setCritic("symbolic")))
        .build();
  }

  private static List<Double> recordedRewards(String runId) throws SQLException {
    var postgres = platform().postgres();
    String query =
        """
        select reward from fapo_reward.rollout_score
        join fapo_reward.group_score using (group_seq, scored_at)
        where run_id = ? order by rollout_index
        """;
    try (Connection connection =
            DriverManager.getConnection(
                postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, runId);
      List<Double> rewards = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          rewards.add(rows.getDouble(1));
        }
      }
      return rewards;
    }
  }

  private static Platform platform() {
    if (platform == null) {
      throw new IllegalStateException("containers: not started");
    }
    return platform;
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFrom(text, UTF_8);
  }
}
