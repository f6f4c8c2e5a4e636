/// What the engine is held to: random checkpoints anyone can make again from a seed, and a forward
/// pass that is right because it can be read.
@NullMarked
package fapo.genrm.oracle;

import org.jspecify.annotations.NullMarked;
