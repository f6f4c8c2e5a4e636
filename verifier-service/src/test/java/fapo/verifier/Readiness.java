package fapo.verifier;

import com.google.protobuf.ByteString;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.v1.VerifyRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures the first checks after a warm-up beside later ones, in CPU time of the checking
/// thread, over files of rows with `gold` and `prediction`: `Readiness WARM_UP_CHECKS FILE…`. Run
/// by hand, never by the suite.
final class Readiness {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int FIRST = 1_000;
  private static final int LATER = 200_000;

  private Readiness() {}

  public static void main(String[] args) throws IOException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    AnswerVerifier verifier = new AnswerVerifier();
    List<VerifyRequest> requests = requests(args);
    long started = System.nanoTime();
    WarmUp.run(verifier, Integer.parseInt(args[0]));
    System.out.printf("warm-up    %6d ms%n", (System.nanoTime() - started) / 1_000_000);
    Checks checks =
        new Checks(
            verifier,
            new DefaultOptions(Map.of()),
            new ResultCache(0, meters),
            new VerifierMetrics(meters));
    report("first", measure(checks, requests, FIRST));
    measure(checks, requests, LATER);
    report("warm", measure(checks, requests, LATER));
  }

  private static List<VerifyRequest> requests(String[] args) throws IOException {
    List<VerifyRequest> requests = new ArrayList<>();
    for (String file : Arrays.asList(args).subList(1, args.length)) {
      for (String line : Files.readAllLines(Path.of(file))) {
        JsonNode row = JsonMapper.shared().readTree(line);
        requests.add(
            VerifyRequest.newBuilder()
                .setCandidate(ByteString.copyFromUtf8(row.path("prediction").asString("")))
                .addReferences(ByteString.copyFromUtf8(row.path("gold").asString("0")))
                .build());
      }
    }
    java.util.Collections.shuffle(requests, new Random(1));
    return requests;
  }

  private static long[] measure(Checks checks, List<VerifyRequest> requests, int count) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long started = THREADS.getCurrentThreadCpuTime();
      checks.result(requests.get(i % requests.size()), "");
      nanos[i] = THREADS.getCurrentThreadCpuTime() - started;
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static void report(String name, long[] nanos) {
    System.out.printf(
        "%-10s p50 %6.1f µs  p90 %6.1f µs  p99 %7.1f µs  max %8.1f µs%n",
        name,
        nanos[nanos.length / 2] / 1e3,
        nanos[nanos.length * 9 / 10] / 1e3,
        nanos[nanos.length * 99 / 100] / 1e3,
        nanos[nanos.length - 1] / 1e3);
  }
}
