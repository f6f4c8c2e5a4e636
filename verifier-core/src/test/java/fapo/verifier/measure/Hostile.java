package fapo.verifier.measure;

import fapo.verifier.compare.AnswerVerifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// Measures what hostile input costs: processor time and bytes of one check.
final class Hostile {
  private static final double MOST_MILLIS = 5;
  private static final double MOST_MEBIBYTES = 16;
  private static final int REPEATS = 3;
  private static final long WARM_NANOS = 60_000_000;
  private static final long PATIENCE_MILLIS = 5_000;

  private Hostile() {}

  /// @param first processor time of the first call in the process, in ms
  /// @param warm the shortest of three calls after every input and this one were warmed up, in ms
  /// @param mebibytes allocated by one call
  private record Cost(String name, String way, double first, double warm, double mebibytes) {
    boolean over() {
      return warm > MOST_MILLIS || mebibytes > MOST_MEBIBYTES;
    }

    @Override
    public String toString() {
      return "%-34s %-10s %9.2f %9.3f %8.2f%s"
          .formatted(name, way, first, warm, mebibytes, over() ? "  OVER" : "");
    }
  }

  public static void main(String[] args) {
    AnswerVerifier verifier = new AnswerVerifier();
    Warmup.on(verifier);
    List<Cost> worst = new ArrayList<>();
    int attempts = 0;
    int over = 0;
    System.out.printf("%-34s %-10s %9s %9s %8s%n", "input", "way", "first ms", "warm ms", "MiB");
    List<HostileInput> inputs = chosen(args);
    Map<String, Double> firsts = new HashMap<>();
    for (HostileInput input : inputs) {
      for (HostileInput.Attempt attempt : input.attempts()) {
        firsts.put(input.name() + attempt.way(), millis(attempt, verifier));
      }
    }
    for (HostileInput input : inputs) {
      List<Cost> costs =
          input.attempts().stream()
              .map(
                  attempt ->
                      watched(
                          input.name(),
                          attempt,
                          verifier,
                          firsts.get(input.name() + attempt.way())))
              .toList();
      attempts += costs.size();
      over += (int) costs.stream().filter(Cost::over).count();
      costs.stream().filter(Cost::over).forEach(System.out::println);
      worst.add(costs.stream().max(Comparator.comparingDouble(Cost::warm)).orElseThrow());
      worst.add(costs.stream().max(Comparator.comparingDouble(Cost::mebibytes)).orElseThrow());
    }
    System.out.printf("%d inputs, %d checks, %d over%n", worst.size() / 2, attempts, over);
    System.out.println("the ten slowest:");
    worst.stream()
        .sorted(Comparator.comparingDouble(Cost::warm).reversed())
        .distinct()
        .limit(10)
        .forEach(System.out::println);
    System.out.println("the ten largest:");
    worst.stream()
        .sorted(Comparator.comparingDouble(Cost::mebibytes).reversed())
        .distinct()
        .limit(10)
        .forEach(System.out::println);
    System.out.println("the ten slowest at their first call:");
    worst.stream()
        .sorted(Comparator.comparingDouble(Cost::first).reversed())
        .distinct()
        .limit(10)
        .forEach(System.out::println);
  }

  // Those whose name holds one of the words given; all where none is given.
  private static List<HostileInput> chosen(String[] words) {
    return HostileInputs.all().stream()
        .filter(input -> words.length == 0 || Stream.of(words).anyMatch(input.name()::contains))
        .toList();
  }

  // Measured on a thread of its own, so that a check that never returns is a row and not the end.
  private static Cost watched(
      String name, HostileInput.Attempt attempt, AnswerVerifier verifier, double first) {
    AtomicReference<Cost> measured =
        new AtomicReference<>(
            new Cost(name, attempt.way(), PATIENCE_MILLIS, PATIENCE_MILLIS, Double.NaN));
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> measured.set(cost(name, attempt, verifier, first)));
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return measured.get();
  }

  private static Cost cost(
      String name, HostileInput.Attempt attempt, AnswerVerifier verifier, double first) {
    long until = System.nanoTime() + WARM_NANOS;
    for (int i = 0; i < 2000 && System.nanoTime() < until; i++) {
      attempt.question().equivalent(verifier);
    }
    double warm = Double.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      warm = Math.min(warm, millis(attempt, verifier));
    }
    long before = Allocation.bytes();
    attempt.question().equivalent(verifier);
    long bytes = Allocation.bytes() - before;
    return new Cost(name, attempt.way(), first, warm, bytes / 1048576.0);
  }

  private static double millis(HostileInput.Attempt attempt, AnswerVerifier verifier) {
    long started = ProcessorTime.nanos();
    attempt.question().equivalent(verifier);
    return (ProcessorTime.nanos() - started) / 1e6;
  }
}
