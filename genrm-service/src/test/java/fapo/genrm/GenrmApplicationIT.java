package fapo.genrm;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.v1.GenrmServiceGrpc;
import fapo.genrm.v1.ListCriticsRequest;
import fapo.genrm.v1.OutOfScopeReason;
import fapo.genrm.v1.Verdict;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/// The service as it is deployed: its own configuration file, a port, the network.
final class GenrmApplicationIT {
  @Test
  void servesOnItsPortWithItsOwnConfiguration() {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(GenrmApplication.class)
            .web(WebApplicationType.NONE)
            .properties("spring.config.name=genrm-service", "FAPO_GENRM_PORT=0")
            .run()) {
      assertThat(context.getEnvironment().getProperty("spring.application.name"))
          .isEqualTo("genrm-service");
      int port = context.getBean(GrpcServerLifecycle.class).getPort();
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
      GenrmServiceGrpc.GenrmServiceBlockingStub stub = GenrmServiceGrpc.newBlockingStub(channel);
      assertThat(stub.listCritics(ListCriticsRequest.getDefaultInstance()).getDefaultCritic())
          .isEqualTo("symbolic");
      Verdict flawed = stub.critique(RunningService.request("2 + 2 = 5").build()).getVerdict();
      assertThat(flawed.hasFlawedAt()).isTrue();
      Verdict tooLong =
          stub.critique(RunningService.request("2 + 2 = 4\n".repeat(2 << 20)).build()).getVerdict();
      assertThat(tooLong.getOutOfScope().getReason())
          .isEqualTo(OutOfScopeReason.OUT_OF_SCOPE_REASON_TOO_LONG);
      channel.shutdownNow();
    }
  }
}
