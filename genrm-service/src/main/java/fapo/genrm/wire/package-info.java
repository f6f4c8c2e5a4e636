/// Decides what a request means and what a verdict is called on the wire, once.
@NullMarked
package fapo.genrm.wire;

import org.jspecify.annotations.NullMarked;
