/// Which tokens run when: requests, blocks of the cache, steps. Pure: no model, no threads, no
/// clock.
@NullMarked
package fapo.genrm.engine;

import org.jspecify.annotations.NullMarked;
