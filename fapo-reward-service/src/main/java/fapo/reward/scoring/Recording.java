package fapo.reward.scoring;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.Recorded;
import fapo.reward.core.GroupKey;
import fapo.reward.core.StepShares;
import fapo.reward.v1.Alarm;
import fapo.reward.v1.GroupScore;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.RefusedException;
import fapo.reward.wire.ScoringOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// Turns a score into an answer: on record first, then with the shares of its step.
final class Recording {
  private final AuditLog audit;
  private final StepBoard board;
  private final Clock clock;

  Recording(AuditLog audit, StepBoard board, Clock clock) {
    this.audit = audit;
    this.board = board;
    this.clock = clock;
  }

  /// Refuses further groups of a step of which too much could not be scored as asked.
  void requireNoAlarm(GroupKey key) {
    StepShares shares = board.of(key);
    if (board.alarm(shares) == StepShares.Alarm.REFUSE) {
      throw new RefusedException(
          RefusedException.Reason.STEP_ALARM,
          "step %d of run %s: %.1f %% degraded, %.1f %% unscored of %d rollouts (expected: at most %.0f %%)"
              .formatted(
                  key.step(),
                  key.runId(),
                  100 * shares.degradedShare(),
                  100 * shares.unscoredShare(),
                  shares.rollouts(),
                  100 * board.refusalShare()));
    }
  }

  /// Puts the score on record. Where another replica was first, its answer stands.
  GroupScore record(ScoringOrder order, Equations.Answer answer) {
    return record(order, answer.score(), () -> board.add(order.key(), answer.shares()));
  }

  /// Appends a revision; what it mends no longer counts against the step.
  GroupScore revise(GroupRecord known, ScoringOrder order, Equations.Answer answer) {
    StepShares before = Records.shares(Records.score(known));
    return record(
        order,
        answer.score().setRevision(known.revision() + 1),
        () -> board.replace(order.key(), before, answer.shares()));
  }

  private GroupScore record(
      ScoringOrder order, GroupScore.Builder score, Supplier<StepShares> count) {
    Instant at = clock.instant();
    score.setScoredAt(OutcomeWire.timestamp(at));
    GroupRecord record = Records.group(order, score.build(), at);
    return switch (await(audit.record(record))) {
      case Recorded.Written(Recorded.Place place) ->
          score.setRecorded(place(place)).setStep(step(count.get())).build();
      case Recorded.AlreadyRecorded(GroupRecord existing) -> {
        requireSame(existing, order);
        yield replayed(existing, order);
      }
    };
  }

  /// @throws RefusedException CONTENT_CHANGED naming the difference
  static void requireSame(GroupRecord record, ScoringOrder order) {
    if (!Arrays.equals(record.contentHash(), order.contentHash().toByteArray())) {
      throw InFlight.changed(order.key(), Difference.of(record, order));
    }
  }

  /// The recorded answer, as far as it was asked for.
  GroupScore replayed(GroupRecord record, ScoringOrder order) {
    Set<Integer> asked = new HashSet<>();
    order.members().forEach(member -> asked.add(member.index()));
    GroupScore score = Records.score(record);
    GroupScore.Builder reply = score.toBuilder().clearRollouts().addAllWarnings(order.warnings());
    score.getRolloutsList().stream()
        .filter(result -> asked.contains(result.getRolloutIndex()))
        .forEach(reply::addRollouts);
    return reply.setStep(step(order.key())).build();
  }

  fapo.reward.v1.StepShares step(GroupKey key) {
    return step(board.of(key));
  }

  private fapo.reward.v1.StepShares step(StepShares shares) {
    return fapo.reward.v1.StepShares.newBuilder()
        .setRollouts(shares.rollouts())
        .setDegraded(shares.degradedShare())
        .setUnscored(shares.unscoredShare())
        .setAlarm(
            switch (board.alarm(shares)) {
              case NONE -> Alarm.ALARM_UNSPECIFIED;
              case WARN -> Alarm.ALARM_WARN;
              case REFUSE -> Alarm.ALARM_REFUSE;
            })
        .build();
  }

  static fapo.reward.v1.Recorded place(Recorded.Place place) {
    return switch (place) {
      case DATABASE -> fapo.reward.v1.Recorded.RECORDED_POSTGRES;
      case SPOOL -> fapo.reward.v1.Recorded.RECORDED_SPOOL;
      case PENDING -> fapo.reward.v1.Recorded.RECORDED_PENDING;
    };
  }

  /// Waits on a virtual thread; an interrupt means that the work was cancelled.
  static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RefusedException(
          RefusedException.Reason.CANCELLED, "cancelled while it was being recorded");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new CompletionException(failed.getCause());
    }
  }
}
