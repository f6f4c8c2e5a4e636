/// Answers while the database is away.
@NullMarked
package fapo.reward.audit.spool;

import org.jspecify.annotations.NullMarked;
