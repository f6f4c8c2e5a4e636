/// Tests of how calls may fail.
@NullMarked
package fapo.reward.resilience;

import org.jspecify.annotations.NullMarked;
