/// How are records and open groups kept in PostgreSQL, many to a commit?
@NullMarked
package fapo.reward.audit.postgres;

import org.jspecify.annotations.NullMarked;
