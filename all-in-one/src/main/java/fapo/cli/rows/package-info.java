/// Decides what the lines of an input file mean, and which of them cannot be used and why.
@NullMarked
package fapo.cli.rows;

import org.jspecify.annotations.NullMarked;
