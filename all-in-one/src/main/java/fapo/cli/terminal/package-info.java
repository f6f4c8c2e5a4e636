/// Decides what reaches the terminal: results on standard output, everything else on standard
/// error.
@NullMarked
package fapo.cli.terminal;

import org.jspecify.annotations.NullMarked;
