/// Decides how recorded groups and replays are looked up and shown in JSON.
@NullMarked
package fapo.gateway.audit;

import org.jspecify.annotations.NullMarked;
