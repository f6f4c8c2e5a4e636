package fapo.verifier.latex;

import fapo.verifier.compare.RealData;
import fapo.verifier.expr.LimitException;
import fapo.verifier.measure.Allocation;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Prints what reading an answer costs: nanoseconds per character and bytes per answer, over the
/// distinct answers of the real data, where present. With an argument, prints what an answer reads
// as.
final class ReadingSpeed {
  private static final int ROUNDS = 40;

  private ReadingSpeed() {}

  public static void main(String[] arguments) {
    if (arguments.length > 0) {
      Stream.of(arguments).forEach(a -> System.out.println(a + "\t" + SExpression.of(a)));
      return;
    }
    List<String> answers =
        RealData.rows("verify/derived.jsonl").stream()
            .flatMap(row -> Stream.of(text(row, "gold"), text(row, "prediction")))
            .distinct()
            .toList();
    long characters = answers.stream().mapToLong(String::length).sum();
    int stopped = 0;
    for (String answer : answers) {
      stopped += AnswerParser.parse(answer) instanceof Parsed.Stopped ? 1 : 0;
    }
    long best = Long.MAX_VALUE;
    long bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long allocated = Allocation.bytes();
      long start = System.nanoTime();
      for (String answer : answers) {
        read(answer);
      }
      best = Math.min(best, System.nanoTime() - start);
      bytes = Allocation.bytes() - allocated;
    }
    System.out.printf(
        "%d answers of %.1f characters, %d stopped: %.0f ns and %d bytes an answer, %.1f ns a character%n",
        answers.size(),
        (double) characters / answers.size(),
        stopped,
        (double) best / answers.size(),
        bytes / answers.size(),
        (double) best / characters);
  }

  private static void read(String answer) {
    try {
      AnswerParser.parse(answer);
    } catch (LimitException _) {
      // counted as read: the limit is what it costs
    }
  }

  private static String text(JsonNode row, String field) {
    return row.path(field).asString("");
  }
}
