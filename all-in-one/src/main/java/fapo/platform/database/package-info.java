/// Decides how the platform's own PostgreSQL is unpacked, started, found again and stopped.
@NullMarked
package fapo.platform.database;

import org.jspecify.annotations.NullMarked;
