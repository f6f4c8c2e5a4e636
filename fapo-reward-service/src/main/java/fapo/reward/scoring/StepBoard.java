package fapo.reward.scoring;

import fapo.reward.core.GroupKey;
import fapo.reward.core.StepShares;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts what became of the rollouts of each run and step, as far as this replica scored them.
public final class StepBoard {
  /// Steps remembered; older ones are forgotten, since their alarms no longer matter.
  private static final int REMEMBERED = 1024;

  private record Step(String runId, int runAttempt, long step) {
    static Step of(GroupKey key) {
      return new Step(key.runId(), key.runAttempt(), key.step());
    }
  }

  private final StepShares.Thresholds thresholds;
  private final Map<Step, StepShares> steps =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Step, StepShares> eldest) {
          return size() > REMEMBERED;
        }
      };

  public StepBoard(StepShares.Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  StepShares.Alarm alarm(StepShares shares) {
    return shares.alarm(thresholds);
  }

  double refusalShare() {
    return thresholds.refuse();
  }

  synchronized StepShares add(GroupKey key, StepShares scored) {
    return steps.merge(Step.of(key), scored, StepShares::plus);
  }

  /// A group came out as `after`, no longer as `before`. What was scored by another replica, or
  /// before a restart, is not known here.
  synchronized StepShares replace(GroupKey key, StepShares before, StepShares after) {
    StepShares known = of(key);
    long rollouts = Math.max(known.rollouts(), after.rollouts());
    StepShares now =
        new StepShares(
            rollouts,
            Math.clamp(known.degraded() - before.degraded() + after.degraded(), 0L, rollouts),
            Math.clamp(known.unscored() - before.unscored() + after.unscored(), 0L, rollouts));
    steps.put(Step.of(key), now);
    return now;
  }

  synchronized StepShares of(GroupKey key) {
    return steps.getOrDefault(Step.of(key), StepShares.NONE);
  }
}
