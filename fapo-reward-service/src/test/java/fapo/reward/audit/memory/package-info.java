/// The record of one process.
@NullMarked
package fapo.reward.audit.memory;

import org.jspecify.annotations.NullMarked;
