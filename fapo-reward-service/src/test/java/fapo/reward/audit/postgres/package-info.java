/// The audit against a real PostgreSQL, killed and all.
@NullMarked
package fapo.reward.audit.postgres;

import org.jspecify.annotations.NullMarked;
