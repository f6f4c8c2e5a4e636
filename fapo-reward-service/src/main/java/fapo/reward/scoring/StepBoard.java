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

  public StepBoard(StepShares.Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  StepShares.Alarm alarm(StepShares shares) {
    return shares.alarm(thresholds);
  }

  double refusalShare() {
    return thresholds.refuse();
  }

  private final Map<Step, StepShares> steps =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Step, StepShares> eldest) {
          return size() > REMEMBERED;
        }
      };

  synchronized StepShares add(GroupKey key, StepShares scored) {
    return steps.merge(Step.of(key), scored, StepShares::plus);
  }

  synchronized StepShares of(GroupKey key) {
    return steps.getOrDefault(Step.of(key), StepShares.NONE);
  }
}
