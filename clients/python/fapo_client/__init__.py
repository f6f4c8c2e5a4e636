"""Client of the FAPO reward platform: rewards and group advantages for rollouts.

    with FapoClient("localhost:9090") as client:
        score = client.score_group(Group("What is 2 + 3?", ["5"], [Rollout("2 + 3 = 5\\nA: 5"), Rollout("A: 6")]))
        rewards = [r.reward for r in score.rollouts]        # None: unscored, mask it; never 0
"""

from fapo_client.client import FapoClient, GroupReply
from fapo_client.errors import FapoError, FieldViolation
from fapo_client.requests import Group, GroupKey, Policy, Rollout, Turn
from fapo_client.results import (
    AdvantageGroup,
    AnswerCheck,
    Evidence,
    GroupScore,
    RewardComponents,
    RolloutReply,
    RolloutResult,
    StepShares,
    Unscored,
    Verdict,
)
from fapo_client.retry import RetryPolicy

__all__ = [
    "AdvantageGroup",
    "AnswerCheck",
    "Evidence",
    "FapoClient",
    "FapoError",
    "FieldViolation",
    "Group",
    "GroupKey",
    "GroupReply",
    "GroupScore",
    "Policy",
    "RetryPolicy",
    "RewardComponents",
    "Rollout",
    "RolloutReply",
    "RolloutResult",
    "StepShares",
    "Turn",
    "Unscored",
    "Verdict",
]
