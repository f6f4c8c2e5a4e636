/// How fast the engine is, beside others on the same machine in the same run.
@NullMarked
package fapo.genrm.measure;

import org.jspecify.annotations.NullMarked;
