package fapo.reward;

import fapo.genrm.v1.ListCriticsResponse;
import fapo.reward.scoring.CriticDirectory;
import fapo.reward.v1.AuditMode;
import fapo.reward.v1.GetServerInfoResponse;
import fapo.reward.v1.ScoringPolicy;
import fapo.reward.wire.PolicyWire;
import io.grpc.StatusRuntimeException;

/// What a caller may want to know of this server before it starts a run.
final class ServerInfo {
  private final RewardProperties properties;
  private final CriticDirectory critics;

  ServerInfo(RewardProperties properties, CriticDirectory critics) {
    this.properties = properties;
    this.critics = critics;
  }

  GetServerInfoResponse read() {
    GetServerInfoResponse.Builder reply =
        GetServerInfoResponse.newBuilder()
            .setVersion(version())
            .setMaxMessageBytes(properties.maxMessageBytes())
            .setAuditMode(AuditMode.valueOf("AUDIT_MODE_" + properties.audit().name()))
            .setDefaultPolicy(PolicyWire.resolved(ScoringPolicy.getDefaultInstance()));
    try {
      ListCriticsResponse listing = critics.critics();
      reply.addAllCritics(listing.getCriticsList()).setDefaultCritic(listing.getDefaultCritic());
    } catch (StatusRuntimeException unreachable) {
      return reply.build(); // a server without its critics still says what it is
    }
    return reply.build();
  }

  private static String version() {
    String version = ServerInfo.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
