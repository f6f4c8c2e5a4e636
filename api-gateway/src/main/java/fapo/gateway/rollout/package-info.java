/// Decides how a group, its task and its rollouts are written and shown in JSON.
@NullMarked
package fapo.gateway.rollout;

import org.jspecify.annotations.NullMarked;
