/// Decides how an answer check is asked for and shown in JSON.
@NullMarked
package fapo.gateway.verify;

import org.jspecify.annotations.NullMarked;
