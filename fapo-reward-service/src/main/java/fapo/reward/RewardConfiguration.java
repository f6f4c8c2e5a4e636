package fapo.reward;

import com.zaxxer.hikari.HikariDataSource;
import fapo.reward.audit.AuditLimits;
import fapo.reward.audit.AuditLog;
import fapo.reward.audit.assembly.GroupAssembly;
import fapo.reward.audit.postgres.AuditDatabase;
import fapo.reward.audit.postgres.PostgresAuditLog;
import fapo.reward.audit.postgres.PostgresGroupAssembly;
import fapo.reward.audit.spool.FileSpool;
import fapo.reward.audit.spool.MemorySpool;
import fapo.reward.audit.spool.SpoolingAuditLog;
import fapo.reward.resilience.CallGuard;
import fapo.reward.scoring.Completions;
import fapo.reward.scoring.CriticClient;
import fapo.reward.scoring.CriticDirectory;
import fapo.reward.scoring.GroupScorer;
import fapo.reward.scoring.Judging;
import fapo.reward.scoring.RecordDesk;
import fapo.reward.scoring.Replay;
import fapo.reward.scoring.RolloutScorer;
import fapo.reward.scoring.StepBoard;
import fapo.reward.scoring.VerifierClient;
import fapo.reward.scoring.WorkSlots;
import fapo.reward.wire.OrderReader;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.grpc.client.ChannelBuilderOptions;
import org.springframework.grpc.client.GrpcChannelFactory;

/// Wires this service's rooms together; imported by {@link RewardApplication} and by the
/// all-in-one.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RewardProperties.class)
public class RewardConfiguration {
  private static final AuditLimits LIMITS = AuditLimits.STANDARD;

  /// The audit's own pool: its timeouts decide when the database counts as away.
  @Bean
  HikariDataSource rewardDataSource(Environment environment) {
    return AuditDatabase.pool(
        environment.getRequiredProperty("spring.datasource.url"),
        environment.getProperty("spring.datasource.username", "postgres"),
        environment.getProperty("spring.datasource.password", ""),
        8);
  }

  @Bean
  AuditLog rewardAuditLog(
      @Qualifier("rewardDataSource") DataSource dataSource, RewardProperties properties)
      throws IOException {
    AuditDatabase.migrate(dataSource);
    PostgresAuditLog postgres = new PostgresAuditLog(dataSource, LIMITS);
    return switch (properties.audit()) {
      case STRICT -> postgres;
      case DURABLE ->
          new SpoolingAuditLog(
              postgres,
              new FileSpool(Path.of(properties.spool()), properties.spoolMaxBytes()),
              postgres::keepSuperseded);
      case BEST_EFFORT ->
          new SpoolingAuditLog(
              postgres, new MemorySpool(properties.spoolMaxBytes()), postgres::keepSuperseded);
    };
  }

  @Bean
  GroupAssembly rewardGroupAssembly(
      @Qualifier("rewardDataSource") DataSource dataSource, AuditLog rewardAuditLog) {
    return new PostgresGroupAssembly(dataSource, LIMITS);
  }

  /// A reply holds the critiques of a whole group.
  private static ManagedChannel channel(
      GrpcChannelFactory channels, String target, RewardProperties properties) {
    return channels.createChannel(
        target,
        ChannelBuilderOptions.defaults()
            .withCustomizer(
                (name, builder) -> builder.maxInboundMessageSize(properties.maxMessageBytes())));
  }

  @Bean
  CriticClient rewardCriticClient(
      GrpcChannelFactory channels, RewardProperties properties, MeterRegistry meters) {
    return new CriticClient(
        channel(channels, properties.genrmTarget(), properties),
        new CallGuard("genrm", properties.critiqueLimits(), meters));
  }

  @Bean
  VerifierClient rewardVerifierClient(
      GrpcChannelFactory channels, RewardProperties properties, MeterRegistry meters) {
    return new VerifierClient(
        channel(channels, properties.verifierTarget(), properties),
        new CallGuard("verifier", properties.verifierLimits(), meters));
  }

  @Bean
  CriticDirectory rewardCriticDirectory(CriticClient rewardCriticClient) {
    return new CriticDirectory(rewardCriticClient, System::nanoTime);
  }

  @Bean
  Judging rewardJudging(
      VerifierClient rewardVerifierClient,
      CriticClient rewardCriticClient,
      CriticDirectory rewardCriticDirectory) {
    return new Judging(rewardVerifierClient, rewardCriticClient, rewardCriticDirectory);
  }

  @Bean
  StepBoard rewardStepBoard(RewardProperties properties) {
    return new StepBoard(properties.thresholds());
  }

  @Bean
  WorkSlots rewardWorkSlots(RewardProperties properties, AuditLog rewardAuditLog) {
    return new WorkSlots(properties.slots(), properties.queued());
  }

  @Bean
  GroupScorer rewardGroupScorer(
      WorkSlots rewardWorkSlots,
      Judging rewardJudging,
      AuditLog rewardAuditLog,
      StepBoard rewardStepBoard) {
    return new GroupScorer(
        rewardWorkSlots, rewardJudging, rewardAuditLog, rewardStepBoard, Clock.systemUTC());
  }

  @Bean
  Completions rewardCompletions(AuditLog rewardAuditLog) {
    return new Completions(rewardAuditLog);
  }

  @Bean
  RolloutScorer rewardRolloutScorer(
      GroupScorer rewardGroupScorer,
      WorkSlots rewardWorkSlots,
      Judging rewardJudging,
      AuditLog rewardAuditLog,
      GroupAssembly rewardGroupAssembly,
      Completions rewardCompletions,
      StepBoard rewardStepBoard) {
    return new RolloutScorer(
        rewardGroupScorer,
        rewardWorkSlots,
        rewardJudging,
        rewardAuditLog,
        rewardGroupAssembly,
        rewardCompletions,
        rewardStepBoard,
        Clock.systemUTC());
  }

  @Bean
  BindableService rewardEndpoint(
      RewardProperties properties,
      GroupScorer rewardGroupScorer,
      RolloutScorer rewardRolloutScorer,
      AuditLog rewardAuditLog,
      GroupAssembly rewardGroupAssembly,
      CriticDirectory rewardCriticDirectory) {
    return new RewardEndpoint(
        new OrderReader(properties.maxTextBytes()),
        rewardGroupScorer,
        rewardRolloutScorer,
        new RecordDesk(rewardAuditLog, rewardGroupAssembly),
        new Replay(rewardAuditLog),
        new ServerInfo(properties, rewardCriticDirectory),
        properties);
  }
}
