package fapo.verifier.measure;

import com.sun.management.OperatingSystemMXBean;
import fapo.verifier.compare.AnswerVerifier;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Checks millions of rows in one process: does the heap stay flat, and the speed constant?
///
/// Three million checks before warm it up: so long the compiler still works beside them. Of those
/// counted the second half must reach 0.9 of the speed of the first, in checks a second of the
/// process's own processor time, so that other work on the machine counts less; the heap after a
/// collection may grow by 8 MiB at most. Both bounds decide the exit code.
final class Soak {
  private static final int MILLION = 1_000_000;
  private static final int WARM_UP = 3;
  private static final double LEAST_OF_SPEED = 0.9;
  private static final double MOST_GROWTH_MIB = 8;
  private static final long SEED = 20251;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final AnswerVerifier verifier = new AnswerVerifier();
  private final AtomicLong equivalent = new AtomicLong();
  private final List<Question> questions;

  private Soak(List<Question> questions) {
    this.questions = questions;
  }

  /// Arguments: millions of checks (10), threads (2).
  public static void main(String[] args) throws InterruptedException {
    int millions = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    List<Question> mixed =
        new ArrayList<>(
            Stream.of(RealRow.derived(), RealRow.solutions(), RealRow.core())
                .flatMap(List::stream)
                .map(RealRow::question)
                .toList());
    Collections.shuffle(mixed, new Random(SEED));
    System.out.printf("%d rows mixed, %d threads%n", mixed.size(), threads);
    boolean held = new Soak(List.copyOf(mixed)).run(millions, threads);
    System.out.println(held ? "flat and constant" : "NOT flat, or not constant");
    System.exit(held ? 0 : 1);
  }

  private boolean run(int millions, int threads) throws InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      million(threads);
    }
    double[] rates = new double[millions];
    double[] heaps = new double[millions];
    for (int i = 0; i < millions; i++) {
      Collected before = Collected.now();
      long started = System.nanoTime();
      long processor = PROCESS.getProcessCpuTime();
      million(threads);
      rates[i] = MILLION * 1e9 / (PROCESS.getProcessCpuTime() - processor);
      double passed = MILLION * 1e9 / (System.nanoTime() - started);
      Collected collected = Collected.now().since(before);
      heaps[i] = heap();
      System.out.printf(
          "million %2d: %.0f checks/s, %.0f a processor second, heap after GC %.1f MiB, %d collections, %d ms%n",
          i + 1, passed, rates[i], heaps[i], collected.count(), collected.millis());
    }
    System.out.printf("(%d equivalent)%n", equivalent.get());
    return constant(rates) && heaps[millions - 1] - heaps[0] <= MOST_GROWTH_MIB;
  }

  private static boolean constant(double[] rates) {
    int half = rates.length / 2;
    double before = Arrays.stream(rates, 0, half).average().orElseThrow();
    double after = Arrays.stream(rates, half, rates.length).average().orElseThrow();
    System.out.printf("second half %.2f of the speed of the first%n", after / before);
    return after >= LEAST_OF_SPEED * before;
  }

  private void million(int threads) throws InterruptedException {
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int from = i * (MILLION / threads);
      int to = i == threads - 1 ? MILLION : from + MILLION / threads;
      workers.add(Thread.ofPlatform().start(() -> check(from, to)));
    }
    for (Thread worker : workers) {
      worker.join();
    }
  }

  private void check(int from, int to) {
    int found = 0;
    for (int i = from; i < to; i++) {
      found += questions.get(i % questions.size()).equivalent(verifier) ? 1 : 0;
    }
    equivalent.addAndGet(found);
  }

  private static double heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }
}
