/// Decides how scoring is asked for and how scores are shown in JSON.
@NullMarked
package fapo.gateway.score;

import org.jspecify.annotations.NullMarked;
