package fapo.cli;

import fapo.cli.terminal.Output;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.ReplayDifference;
import fapo.reward.v1.ReplayRunRequest;
import fapo.reward.v1.ReplayRunResponse;
import fapo.reward.v1.RewardServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fapo replay`.
@Command(
    name = "replay",
    header = "Recompute a run's rewards and advantages from its record.",
    description = {
      "Takes the recorded answer checks and verdicts, asks nobody, and says where a recorded reward"
          + " or advantage is not, bit for bit, what they give."
    },
    footer = {"", ExitCode.TEXT})
final class ReplayCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RUN", description = "The run's id, as fapo score says it.")
  String run = "";

  @Option(names = "--attempt", paramLabel = "N", description = "Only this attempt of the run.")
  @Nullable Integer attempt;

  @Mixin SourceOptions source = new SourceOptions();

  @Override
  public Integer call() throws Exception {
    ReplayRunRequest.Builder request = ReplayRunRequest.newBuilder().setRunId(run);
    if (attempt != null) {
      request.setRunAttempt(attempt);
    }
    try (Source platform = source.open()) {
      Iterator<ReplayRunResponse> groups =
          RewardServiceGrpc.newBlockingStub(platform.channel()).replayRun(request.build());
      return print(groups);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        throw CommandException.failed("run '" + run + "' is not on record here");
      }
      throw e;
    }
  }

  private int print(Iterator<ReplayRunResponse> answers) throws IOException {
    Output output = Output.standard();
    long groups = 0;
    long rollouts = 0;
    long differences = 0;
    while (answers.hasNext()) {
      ReplayRunResponse answer = answers.next();
      groups++;
      rollouts += answer.getRollouts();
      differences += answer.getDifferencesCount();
      for (ReplayDifference difference : answer.getDifferencesList()) {
        output.println(line(answer.getKey(), difference));
      }
    }
    output.println(
        "%,d groups, %,d rollouts: %s"
            .formatted(
                groups,
                rollouts,
                differences == 0
                    ? "every reward and advantage is as recorded"
                    : "%,d differences".formatted(differences)));
    output.flush();
    return differences == 0 ? ExitCode.OK : ExitCode.DIFFERENCES;
  }

  private static String line(GroupKey key, ReplayDifference difference) {
    return "%s rollout %d: %s recorded %s, recomputed %s"
        .formatted(
            key.getGroupId(),
            difference.getRolloutIndex(),
            difference.getField(),
            difference.getRecorded(),
            difference.getRecomputed());
  }
}
