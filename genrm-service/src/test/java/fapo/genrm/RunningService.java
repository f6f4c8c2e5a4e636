package fapo.genrm;

import com.google.protobuf.ByteString;
import fapo.evaluation.v1.EvaluationServiceGrpc;
import fapo.genrm.critique.Critic;
import fapo.genrm.critique.CriticProfile.Fitness;
import fapo.genrm.remote.OpenAiCritic;
import fapo.genrm.remote.OpenAiSettings;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.GenrmServiceGrpc;
import fapo.genrm.v1.Solution;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The service in this process, with the symbolic critic and, where given, one behind a server.
final class RunningService implements AutoCloseable {
  static final WorkBoard.Limits LIMITS =
      new WorkBoard.Limits(64, Duration.ofMinutes(10), Duration.ofSeconds(20));
  private static final int MAX_SIZE = 1 << 20;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Critics critics;
  private final WorkBoard board;
  private final Server server;
  private final ManagedChannel channel;

  RunningService() {
    this(List.of(), LIMITS);
  }

  RunningService(URI model, WorkBoard.Limits limits) {
    this(List.of(remote(model)), limits);
  }

  RunningService(List<Critic> others, WorkBoard.Limits limits) {
    List<Critic> all = new ArrayList<>(List.of(new SymbolicBackend()));
    all.addAll(others);
    critics = new Critics(all, "symbolic");
    board = new WorkBoard(limits);
    CritiqueDesk desk = new CritiqueDesk(critics, board, meters, MAX_SIZE);
    String name = InProcessServerBuilder.generateName();
    try {
      server =
          InProcessServerBuilder.forName(name)
              .executor(threads)
              .addService(new GenrmEndpoint(desk, critics, board))
              .addService(new EvaluationEndpoint(desk))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = InProcessChannelBuilder.forName(name).build();
  }

  WorkBoard board() {
    return board;
  }

  GenrmServiceGrpc.GenrmServiceBlockingStub blocking() {
    return GenrmServiceGrpc.newBlockingStub(channel);
  }

  GenrmServiceGrpc.GenrmServiceStub async() {
    return GenrmServiceGrpc.newStub(channel);
  }

  GenrmServiceGrpc.GenrmServiceFutureStub future() {
    return GenrmServiceGrpc.newFutureStub(channel);
  }

  EvaluationServiceGrpc.EvaluationServiceStub evaluations() {
    return EvaluationServiceGrpc.newStub(channel);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    board.close();
    critics.close();
    threads.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static CritiqueRequest.Builder request(String solution) {
    return CritiqueRequest.newBuilder()
        .setProblem(ByteString.copyFromUtf8("What is 2 + 2?"))
        .setReference(ByteString.copyFromUtf8("4"))
        .setSolution(Solution.newBuilder().setText(ByteString.copyFromUtf8(solution)));
  }

  static CritiqueRequest.Builder remoteRequest(String solution) {
    return request(solution).setOptions(CritiqueOptions.newBuilder().setCritic("openai"));
  }

  private static OpenAiCritic remote(URI server) {
    return new OpenAiCritic(
        new OpenAiSettings(
            server,
            "judge",
            "",
            Fitness.TRAINING,
            8,
            0.6,
            0.95,
            new OpenAiSettings.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(20))),
        System::nanoTime,
        new Random(1));
  }
}
