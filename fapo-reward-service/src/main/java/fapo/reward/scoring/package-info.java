/// Decides what happens to a group between its arrival and its recorded answer: the spine of the
/// service.
@NullMarked
package fapo.reward.scoring;

import org.jspecify.annotations.NullMarked;
