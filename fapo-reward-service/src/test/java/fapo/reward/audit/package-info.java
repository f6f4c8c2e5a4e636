/// What every audit must do, whoever keeps it.
@NullMarked
package fapo.reward.audit;

import org.jspecify.annotations.NullMarked;
