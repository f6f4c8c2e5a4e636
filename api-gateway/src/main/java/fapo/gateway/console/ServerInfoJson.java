package fapo.gateway.console;

import fapo.gateway.critique.CriticJson;
import fapo.gateway.policy.ScoringPolicyJson;
import fapo.reward.v1.AuditMode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What this platform is and which defaults it applies.
record ServerInfoJson(
    String version,
    @Schema(description = "Bytes.") long maxMessageBytes,
    List<CriticJson> critics,
    @Nullable String defaultCritic,
    @Nullable AuditMode auditMode,
    @Nullable @Schema(description = "Applies where a request names none.")
        ScoringPolicyJson defaultPolicy) {}
