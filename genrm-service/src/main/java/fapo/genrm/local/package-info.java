/// Judges with a generative model on this process's own engine.
@NullMarked
package fapo.genrm.local;

import org.jspecify.annotations.NullMarked;
