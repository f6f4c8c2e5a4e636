/// Decides how a call to another service may fail: deadline, bulkhead, breaker, retry.
@NullMarked
package fapo.reward.resilience;

import org.jspecify.annotations.NullMarked;
