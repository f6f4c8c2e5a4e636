package fapo.verifier;

import com.google.protobuf.ByteString;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.v1.VerifierServiceGrpc;
import fapo.verifier.v1.VerifyRequest;
import fapo.verifier.v1.VerifyResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// The service in this process.
final class RunningVerifier implements AutoCloseable {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final BatchWork work;
  final ManagedChannel channel;
  private final Server server;

  RunningVerifier(Map<String, String> options, long cacheBytes, int maxChecksPerMessage) {
    Checks checks =
        new Checks(
            new AnswerVerifier(),
            new DefaultOptions(options),
            new ResultCache(cacheBytes, meters),
            new VerifierMetrics(meters));
    work = new BatchWork(checks, maxChecksPerMessage, 2);
    String name = InProcessServerBuilder.generateName();
    try {
      server =
          InProcessServerBuilder.forName(name)
              .addService(new VerifierEndpoint(checks, work))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = InProcessChannelBuilder.forName(name).build();
  }

  VerifyResponse verify(VerifyRequest request) {
    return VerifierServiceGrpc.newBlockingStub(channel).verify(request);
  }

  double count(String outcome, String rule) {
    return meters
        .get("fapo.verifier.checks")
        .tag("outcome", outcome)
        .tag("rule", rule)
        .counter()
        .count();
  }

  static VerifyRequest.Builder request(String candidate, String reference) {
    return VerifyRequest.newBuilder()
        .setCandidate(ByteString.copyFromUtf8(candidate))
        .addReferences(ByteString.copyFromUtf8(reference));
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    work.close();
  }
}
