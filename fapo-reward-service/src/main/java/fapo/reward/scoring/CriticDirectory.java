package fapo.reward.scoring;

import fapo.genrm.v1.Critic;
import fapo.genrm.v1.Fitness;
import fapo.genrm.v1.ListCriticsResponse;
import fapo.reward.wire.RefusedException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Knows which critics there are and what their verdicts may be used for.
public final class CriticDirectory {
  private static final long FRESH_NANOS = 30_000_000_000L;

  private final CriticClient client;
  private final LongSupplier nanoClock;
  private volatile @Nullable Listing listing;

  private record Listing(ListCriticsResponse critics, long readAt) {}

  public CriticDirectory(CriticClient client, LongSupplier nanoClock) {
    this.client = client;
    this.nanoClock = nanoClock;
  }

  /// Refuses a critic that is not configured, or whose fitness does not allow what is asked of it.
  ///
  /// @param name empty for the server's default
  /// @throws RefusedException CRITIC_UNKNOWN, DEMO_CRITIC
  /// @throws io.grpc.StatusRuntimeException where the genrm-service cannot be reached and nothing
  ///     is known yet
  void requireFit(String name, boolean demoAllowed) {
    ListCriticsResponse critics = critics();
    String wanted = name.isEmpty() ? critics.getDefaultCritic() : name;
    Critic critic =
        find(critics, wanted)
            .orElseThrow(
                () ->
                    new RefusedException(
                        RefusedException.Reason.CRITIC_UNKNOWN,
                        "policy.critique.critic: '%s' (expected: one of %s)"
                            .formatted(
                                wanted,
                                critics.getCriticsList().stream().map(Critic::getName).toList())));
    if (critic.getFitness() != Fitness.FITNESS_TRAINING && !demoAllowed) {
      throw new RefusedException(
          RefusedException.Reason.DEMO_CRITIC,
          "policy.critique.critic: '%s' is of fitness DEMO (expected: a critic of fitness TRAINING, or policy.allow_demo_critic)"
              .formatted(wanted));
    }
  }

  public ListCriticsResponse critics() {
    Listing known = listing;
    if (known == null || nanoClock.getAsLong() - known.readAt() > FRESH_NANOS) {
      known = new Listing(client.critics(), nanoClock.getAsLong());
      listing = known;
    }
    return known.critics();
  }

  private static Optional<Critic> find(ListCriticsResponse critics, String name) {
    return critics.getCriticsList().stream().filter(c -> c.getName().equals(name)).findFirst();
  }
}
