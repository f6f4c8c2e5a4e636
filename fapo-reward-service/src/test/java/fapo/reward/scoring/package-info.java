/// Tests of the order and the life of work.
@NullMarked
package fapo.reward.scoring;

import org.jspecify.annotations.NullMarked;
