package fapo.cli;

import fapo.cli.json.JsonWriter;
import fapo.cli.rows.GroupRow;
import fapo.cli.rows.GroupRows;
import fapo.cli.score.ScoreJson;
import fapo.cli.score.ScoreStream;
import fapo.cli.score.Scored;
import fapo.cli.score.Summary;
import fapo.cli.score.SummaryJson;
import fapo.cli.score.SummaryText;
import fapo.cli.terminal.Messages;
import fapo.cli.terminal.Output;
import fapo.cli.terminal.Progress;
import fapo.genrm.v1.Critic;
import fapo.reward.v1.GetServerInfoRequest;
import fapo.reward.v1.GetServerInfoResponse;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.GroupStatusCode;
import fapo.reward.v1.RewardServiceGrpc;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.ScoringPolicy;
import fapo.reward.v1.UnscoredCause;
import io.grpc.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fapo score`.
@Command(
    name = "score",
    header = "Score a file of rollouts.",
    description = {
      "Checks every rollout's answer, asks the critic about the right ones, and prints the flawed"
          + " positives, rewards and advantages. Everything is on record, and fapo replay"
          + " recomputes it.",
      "",
      "A line of the input is a group,",
      "  {\"group_id\", \"problem\", \"ground_truth\", \"rollouts\": [{\"id\", \"text\", …}]},",
      "or one rollout; consecutive ones with the same group_id, or the same problem, are a group:",
      "  {\"problem\", \"ground_truth\", \"text\", \"id\", \"group_id\"}.",
      "Lines that cannot be used are named on standard error, and the rest is scored."
    },
    footer = {"", ExitCode.TEXT})
final class ScoreCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "JSONL; - is standard input.")
  String file = "-";

  @Option(
      names = {"-o", "--out"},
      paramLabel = "OUT",
      description = "Write a group a line as JSON; - is standard output.")
  @Nullable String out;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  boolean json;

  @Option(
      names = "--run-id",
      paramLabel = "RUN",
      description =
          "Name of the run on record; the same file again under it is answered from the record."
              + " Default: a fresh one.")
  @Nullable String runId;

  @Option(names = "--step", paramLabel = "N", description = "The trainer's step. Default: 0.")
  long step;

  @Option(names = "--limit", paramLabel = "N", description = "Score only the first N groups.")
  long limit = Long.MAX_VALUE;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "64",
      description = "Groups under way at a time. Default: ${DEFAULT-VALUE}.")
  int concurrency = 64;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "100",
      description = "List at most N flawed positives. Default: ${DEFAULT-VALUE}.")
  int show = 100;

  @Mixin SourceOptions source = new SourceOptions();
  @Mixin PolicyOptions policies = new PolicyOptions();

  private final Summary summary = new Summary();

  @Override
  public Integer call() throws Exception {
    if (concurrency < 1) {
      throw CommandException.usage("--concurrency: " + concurrency + " (expected: >= 1)");
    }
    ScoringPolicy policy = policies.policy(source.criticName());
    Progress progress = Terminal.progress();
    Messages messages = Terminal.messages(progress);
    try (GroupRows rows = new GroupRows(Inputs.lines(file), messages);
        Output results = out == null ? Output.standard() : Output.of(out);
        Source platform = source.open()) {
      GroupKey run = GroupKey.newBuilder().setRunId(runId()).setStep(step).build();
      String judge = judge(platform.channel(), policy.getCritique().getCritic());
      long started = System.nanoTime();
      score(rows, run, policy, platform.channel(), results, messages, progress);
      double seconds = (System.nanoTime() - started) / 1e9;
      progress.clear();
      report(judge, run.getRunId(), seconds);
    }
    return messages.refused() + summary.failed() + summary.unreadable() > 0
        ? ExitCode.DIFFERENCES
        : ExitCode.OK;
  }

  private void score(
      GroupRows rows,
      GroupKey run,
      ScoringPolicy policy,
      Channel channel,
      Output results,
      Messages messages,
      Progress progress)
      throws IOException, InterruptedException {
    long size = Inputs.size(file);
    ScoreStream stream =
        new ScoreStream(
            channel,
            policy,
            run,
            concurrency,
            scored -> {
              take(scored, results, messages);
              progress.show(rows.consumed(), size, summary.rollouts(), "rollouts");
            });
    long sent = 0;
    for (@Nullable GroupRow row = rows.next();
        row != null && sent < limit;
        row = ++sent < limit ? rows.next() : null) {
      if (!stream.send(row)) {
        break;
      }
    }
    try {
      stream.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void take(Scored scored, Output results, Messages messages) {
    summary.add(scored);
    switch (scored) {
      case Scored.Failed(GroupRow row, var why) ->
          messages.say(
              "line %d: group '%s' is not scored: %s"
                  .formatted(row.line(), row.group().getKey().getGroupId(), why.getMessage()));
      case Scored.Answered(GroupRow row, var score) -> {
        if (score.getStatus().getCode() == GroupStatusCode.GROUP_STATUS_CODE_REFUSED) {
          messages.say("line " + row.line() + ": " + score.getStatus().getDetail());
        }
        for (RolloutResult rollout : score.getRolloutsList()) {
          if (rollout.getUnscored().getCause() == UnscoredCause.UNSCORED_CAUSE_ROLLOUT_UNREADABLE) {
            messages.say("line " + row.line() + ": " + rollout.getUnscored().getDetail());
          }
        }
      }
    }
    if (out != null) {
      try {
        results.write(ScoreJson.line(scored));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void report(String judge, String run, double seconds) throws IOException {
    // Where standard output holds the groups, the summary goes beside it.
    try (Output output = "-".equals(out) ? Output.error() : Output.standard()) {
      if (json) {
        JsonWriter object = new JsonWriter().begin().field("run_id", run).field("judge", judge);
        SummaryJson.write(object, summary, seconds);
        output.write(object.end().line());
        return;
      }
      for (String line : SummaryText.lines(summary, show, seconds)) {
        output.println(line);
      }
      output.println("judge             " + judge);
      output.println("policy            " + policies.description());
      output.println("record            " + SummaryText.record(summary) + " in " + where(run));
    }
  }

  private String where(String run) {
    String at = source.server == null ? source.state.description() : source.server;
    String again =
        source.server == null && source.state.data == null
            ? ""
            : source.server == null ? " --data " + source.state.data : " --server " + source.server;
    return at + "; fapo replay " + run + again;
  }

  /// Who judges, visibly: a DEMO critic is allowed here, and nowhere else without being asked for.
  private static String judge(Channel channel, String asked) {
    GetServerInfoResponse info =
        RewardServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .getServerInfo(GetServerInfoRequest.getDefaultInstance());
    String name = asked.isEmpty() ? info.getDefaultCritic() : asked;
    return info.getCriticsList().stream()
        .filter(critic -> critic.getName().equals(name))
        .findFirst()
        .map(ScoreCommand::described)
        .orElse(name + " (not configured at the server)");
  }

  private static String described(Critic critic) {
    String model = critic.getModelId().isEmpty() ? "" : " " + critic.getModelId();
    return critic.getName()
        + model
        + switch (critic.getFitness()) {
          case FITNESS_DEMO -> " (a DEMO critic: it knows narrow domains; this command allows it)";
          case FITNESS_TRAINING -> " (fit for training)";
          case FITNESS_UNSPECIFIED, UNRECOGNIZED -> "";
        };
  }

  private String runId() {
    if (runId != null) {
      return runId;
    }
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .format(Instant.now().atOffset(ZoneOffset.UTC));
    byte[] random = new byte[3];
    ThreadLocalRandom.current().nextBytes(random);
    return "score-" + time + "-" + HexFormat.of().formatHex(random);
  }
}
