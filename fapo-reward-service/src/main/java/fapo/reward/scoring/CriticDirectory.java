package fapo.reward.scoring;

import fapo.genrm.v1.Critic;
import fapo.genrm.v1.Fitness;
import fapo.genrm.v1.ListCriticsResponse;
import fapo.genrm.v1.Verdict;
import fapo.reward.wire.RefusedException;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Knows which critics there are and what their verdicts may be used for.
public final class CriticDirectory {
  private static final long FRESH_NANOS = 30_000_000_000L;

  private final CriticClient client;
  private final LongSupplier nanoClock;
  private final ReentrantLock reading = new ReentrantLock();
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
  /// @throws StatusRuntimeException where the genrm-service cannot be reached and nothing
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
                        "policy.critique.critic: %s (expected: one of %s)"
                            .formatted(
                                RefusedException.quoted(wanted),
                                critics.getCriticsList().stream().map(Critic::getName).toList())));
    if (critic.getFitness() != Fitness.FITNESS_TRAINING && !demoAllowed) {
      throw demo(wanted);
    }
  }

  /// What a verdict says of its critic, which may be another one than the directory knew.
  ///
  /// @throws RefusedException DEMO_CRITIC
  static void requireFit(Verdict verdict, boolean demoAllowed) {
    if (verdict.getProvenance().getFitness() == Fitness.FITNESS_DEMO && !demoAllowed) {
      throw demo(verdict.getProvenance().getCritic());
    }
  }

  private static RefusedException demo(String critic) {
    return new RefusedException(
        RefusedException.Reason.DEMO_CRITIC,
        "policy.critique.critic: "
            + RefusedException.quoted(critic)
            + " is of fitness DEMO (expected: a critic of fitness TRAINING, or"
            + " policy.allow_demo_critic)");
  }

  /// What is known stays in force while the genrm-service cannot be reached; one caller at a time
  /// finds out, the others go on.
  ///
  /// @throws StatusRuntimeException where nothing is known yet
  public ListCriticsResponse critics() {
    Listing known = listing;
    if (known == null) {
      return read();
    }
    if (nanoClock.getAsLong() - known.readAt() > FRESH_NANOS && reading.tryLock()) {
      try {
        return read();
      } catch (StatusRuntimeException away) {
        listing = new Listing(known.critics(), nanoClock.getAsLong());
      } finally {
        reading.unlock();
      }
    }
    return known.critics();
  }

  private ListCriticsResponse read() {
    ListCriticsResponse critics = client.critics();
    listing = new Listing(critics, nanoClock.getAsLong());
    return critics;
  }

  private static Optional<Critic> find(ListCriticsResponse critics, String name) {
    return critics.getCriticsList().stream().filter(c -> c.getName().equals(name)).findFirst();
  }
}
