package fapo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fapo.cli.rows.Complaints;
import fapo.cli.rows.GroupRow;
import fapo.cli.rows.GroupRows;
import fapo.cli.rows.Lines;
import fapo.cli.score.ScoreStream;
import fapo.cli.score.Scored;
import fapo.cli.score.Summary;
import fapo.genrm.v1.CritiqueOptions;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.ReplayRunRequest;
import fapo.reward.v1.ReplayRunResponse;
import fapo.reward.v1.RewardServiceGrpc;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.ScoringPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole line, on a database of its own: scores, replays, answers again from the record, and
/// finds its record after a stop and after a kill.
class PlatformIT {
  private static final Path ROOT = Path.of(System.getProperty("fapo.root", ".."));
  private static final Path EXAMPLE = ROOT.resolve("examples/rollouts.jsonl");
  private static final Path REAL =
      ROOT.resolve("../shared/data/rollouts/gsm8k_model_solutions.jsonl");
  private static final ScoringPolicy POLICY =
      ScoringPolicy.newBuilder()
          .setAllowDemoCritic(true)
          .setCritique(CritiqueOptions.newBuilder().setCritic("symbolic"))
          .build();

  @TempDir Path folder;

  private Platform start() throws PlatformStartException {
    Path cache = ROOT.resolve("all-in-one/target/postgres-cache");
    return Platform.inProcess(
        new PlatformOptions(
            folder,
            cache,
            Optional.empty(),
            Map.of("fapo.reward.alarm.refuse", "1.0", "fapo.verifier.warm-up-checks", "0")));
  }

  private static List<Scored> score(Platform platform, Path file, String run)
      throws IOException, InterruptedException {
    List<Scored> scored = new ArrayList<>();
    GroupKey key = GroupKey.newBuilder().setRunId(run).build();
    ScoreStream stream = new ScoreStream(platform.channel(), POLICY, key, 64, scored::add);
    try (GroupRows rows =
        new GroupRows(new Lines(Files.newInputStream(file)), new NoComplaints())) {
      for (GroupRow row = rows.next(); row != null; row = rows.next()) {
        stream.send(row);
      }
    }
    stream.finish();
    return scored;
  }

  private static Summary summary(List<Scored> scored) {
    Summary summary = new Summary();
    scored.forEach(summary::add);
    return summary;
  }

  private static long replay(Platform platform, String run) {
    Iterator<ReplayRunResponse> groups =
        RewardServiceGrpc.newBlockingStub(platform.channel())
            .replayRun(ReplayRunRequest.newBuilder().setRunId(run).build());
    long count = 0;
    while (groups.hasNext()) {
      assertThat(groups.next().getDifferencesList()).isEmpty();
      count++;
    }
    return count;
  }

  @Test
  void scoresTheExampleAndFindsItAgainAfterARestart() throws Exception {
    List<Scored> first;
    try (Platform platform = start()) {
      first = score(platform, EXAMPLE, "run");
      Summary summary = summary(first);
      assertThat(summary.failed()).isZero();
      assertThat(summary.groups()).isEqualTo(12);
      assertThat(summary.agreed()).isEqualTo(summary.labelled()).isEqualTo(51);
      assertThat(summary.flawedPositives())
          .extracting(Summary.Flawed::rolloutId)
          .contains("pencils/1", "tank/3", "reader/2", "marbles/3", "savings/2");
      assertThat(replay(platform, "run")).isEqualTo(12);
    }
    try (Platform platform = start()) {
      List<Scored> again = score(platform, EXAMPLE, "run");
      assertThat(again).allMatch(one -> score(one).getReplayed());
      assertThat(again.stream().map(PlatformIT::rewards).toList())
          .isEqualTo(first.stream().map(PlatformIT::rewards).toList());
      assertThat(replay(platform, "run")).isEqualTo(12);
    }
  }

  @Test
  void agreesWithEveryLabelOfRealRollouts() throws Exception {
    assumeThat(Files.exists(REAL)).as("real data, where present").isTrue();
    try (Platform platform = start()) {
      Summary summary = summary(score(platform, REAL, "real"));

      assertThat(summary.failed()).isZero();
      assertThat(summary.groups()).isEqualTo(638);
      assertThat(summary.agreed()).isEqualTo(2552);
      assertThat(replay(platform, "real")).isEqualTo(638);
    }
  }

  private static GroupScore score(Scored scored) {
    return ((Scored.Answered) scored).score();
  }

  private static List<Double> rewards(Scored scored) {
    return score(scored).getRolloutsList().stream().flatMap(PlatformIT::numbers).toList();
  }

  private static java.util.stream.Stream<Double> numbers(RolloutResult rollout) {
    return java.util.stream.Stream.of(rollout.getScored().getReward(), rollout.getAdvantage());
  }

  /// The input is known to be good.
  private static final class NoComplaints implements Complaints {
    @Override
    public void refused(long line, String why) {
      throw new AssertionError("line " + line + ": " + why);
    }

    @Override
    public void unknownField(long line, String name) {
      throw new AssertionError("line " + line + ": " + name);
    }
  }
}
