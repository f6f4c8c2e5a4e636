/// What every assembly must do, whoever keeps it.
@NullMarked
package fapo.reward.audit.assembly;

import org.jspecify.annotations.NullMarked;
