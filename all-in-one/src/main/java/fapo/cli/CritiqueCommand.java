package fapo.cli;

import com.google.protobuf.ByteString;
import fapo.cli.json.JsonWriter;
import fapo.cli.score.OutcomeJson;
import fapo.cli.terminal.Output;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.Evidence;
import fapo.genrm.v1.GenrmServiceGrpc;
import fapo.genrm.v1.Solution;
import fapo.genrm.v1.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fapo critique`.
@Command(
    name = "critique",
    header = "Ask the critic about one solution.",
    description = {
      "Reads a solution as plain text, steps divided by blank lines (or, where there are none, by"
          + " line ends), and says whether a step is wrong and which comes first, counted from 0.",
      "The exit code is 0 where no flaw is found, and 1 where one is or the critic cannot judge."
    },
    footer = {"", ExitCode.TEXT})
final class CritiqueCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The solution; - is standard input.")
  String file = "-";

  @Option(names = "--problem", paramLabel = "TEXT", description = "What the solution solves.")
  String problem = "";

  @Option(names = "--reference", paramLabel = "TEXT", description = "The reference answer.")
  String reference = "";

  @Option(names = "--samples", paramLabel = "N", description = "Critiques whose majority decides.")
  @Nullable Integer samples;

  @Option(names = "--json", description = "Print the verdict as JSON.")
  boolean json;

  @Mixin SourceOptions source = new SourceOptions();

  @Override
  public Integer call() throws Exception {
    ByteString solution = solution();
    PolicyOptions options = new PolicyOptions();
    options.samples = samples;
    CritiqueRequest request =
        CritiqueRequest.newBuilder()
            .setProblem(ByteString.copyFromUtf8(problem))
            .setReference(ByteString.copyFromUtf8(reference))
            .setSolution(Solution.newBuilder().setText(solution))
            .setOptions(options.critique(source.criticName()))
            .build();
    try (Source platform = source.openCritic()) {
      Verdict verdict =
          GenrmServiceGrpc.newBlockingStub(platform.channel())
              .withDeadlineAfter(30, TimeUnit.MINUTES)
              .critique(request)
              .getVerdict();
      print(verdict);
      return verdict.hasSound() ? ExitCode.OK : ExitCode.DIFFERENCES;
    }
  }

  private ByteString solution() throws IOException {
    return ByteString.copyFrom(
        file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file)));
  }

  private void print(Verdict verdict) throws IOException {
    Output output = Output.standard();
    if (json) {
      JsonWriter object = new JsonWriter().begin();
      OutcomeJson.verdict(object, verdict);
      output.write(object.end().line());
    } else {
      for (String line : lines(verdict)) {
        output.println(line);
      }
    }
    output.flush();
  }

  private static List<String> lines(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add(outcome(verdict));
    if (verdict.hasEvidence()) {
      Evidence evidence = verdict.getEvidence();
      lines.add("statement  " + evidence.getStatement().strip());
      if (!evidence.getComputed().isEmpty()) {
        lines.add("stated     " + evidence.getStated());
        lines.add("computed   " + evidence.getComputed());
      }
    }
    if (!verdict.getCritique().isEmpty()) {
      lines.add(verdict.getCritique().strip());
    }
    lines.add(
        "judged by %s, %d steps%s"
            .formatted(
                verdict.getProvenance().getCritic(),
                verdict.getStepCount(),
                verdict.hasCheckedStatements()
                    ? ", %d statements checked".formatted(verdict.getCheckedStatements())
                    : ""));
    return lines;
  }

  private static String outcome(Verdict verdict) {
    return switch (verdict.getOutcomeCase()) {
      case SOUND -> "sound";
      case FLAWED_AT ->
          verdict.getFlawedAt().hasStep()
              ? "flawed at step " + verdict.getFlawedAt().getStep()
              : "flawed";
      case UNREADABLE -> "unreadable: …" + verdict.getUnreadable().getExcerpt();
      case UNAVAILABLE -> "unavailable: " + verdict.getUnavailable().getDetail();
      case OUT_OF_SCOPE -> {
        String reason =
            OutcomeJson.name(verdict.getOutOfScope().getReason().name(), "OUT_OF_SCOPE_REASON_");
        yield "out of scope: " + reason.replace('_', ' ');
      }
      case NOT_ASKED, OUTCOME_NOT_SET -> "not asked";
    };
  }
}
