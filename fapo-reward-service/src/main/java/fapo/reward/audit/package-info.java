/// What was answered, and must never be answered otherwise? Records of scored groups and open
/// groups.
@NullMarked
package fapo.reward.audit;

import org.jspecify.annotations.NullMarked;
