/// When is a group whose rollouts come one by one complete, and who finishes it?
@NullMarked
package fapo.reward.audit.assembly;

import org.jspecify.annotations.NullMarked;
