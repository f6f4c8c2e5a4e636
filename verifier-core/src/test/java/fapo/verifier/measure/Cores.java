package fapo.verifier.measure;

import fapo.verifier.compare.AnswerVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a second core adds: the same rows on one thread and on two, in turn.
final class Cores {
  private static final int ROUNDS = 5;
  private static final long NANOS = 2_000_000_000L;

  private final AnswerVerifier verifier = new AnswerVerifier();

  private Cores() {}

  public static void main(String[] args) throws InterruptedException {
    List<Question> questions =
        Stream.of(RealRow.derived(), RealRow.solutions(), RealRow.core())
            .flatMap(List::stream)
            .map(RealRow::question)
            .toList();
    Cores cores = new Cores();
    cores.rate(questions, 2);
    double one = 0;
    double two = 0;
    for (int i = 0; i < ROUNDS; i++) {
      double single = cores.rate(questions, 1);
      double both = cores.rate(questions, 2);
      System.out.printf(
          "1 thread %.0f/s, 2 threads %.0f/s, %.2f times%n", single, both, both / single);
      one += single / ROUNDS;
      two += both / ROUNDS;
    }
    System.out.printf("mean: 1 thread %.0f/s, 2 threads %.0f/s, %.2f times%n", one, two, two / one);
  }

  private double rate(List<Question> questions, int threads) throws InterruptedException {
    long started = System.nanoTime();
    long[] checks = new long[threads];
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int worker = i;
      workers.add(
          Thread.ofPlatform().start(() -> checks[worker] = passes(questions, started + NANOS)));
    }
    long total = 0;
    for (int i = 0; i < threads; i++) {
      workers.get(i).join();
      total += checks[i];
    }
    return total * 1e9 / (System.nanoTime() - started);
  }

  private long passes(List<Question> questions, long until) {
    long checks = 0;
    for (int i = 0; System.nanoTime() < until; i = (i + 1) % questions.size()) {
      questions.get(i).equivalent(verifier);
      checks++;
    }
    return checks;
  }
}
