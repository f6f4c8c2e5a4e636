/// Decides what the `fapo` command understands, what it answers, and with which exit code.
@NullMarked
package fapo.cli;

import org.jspecify.annotations.NullMarked;
