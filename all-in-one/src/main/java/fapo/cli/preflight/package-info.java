/// Decides which reference answers of a data set a run could not use as they are.
@NullMarked
package fapo.cli.preflight;

import org.jspecify.annotations.NullMarked;
