/// Decides how a scoring policy is written and shown in JSON.
@NullMarked
package fapo.gateway.policy;

import org.jspecify.annotations.NullMarked;
