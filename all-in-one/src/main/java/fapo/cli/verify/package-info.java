/// Decides how single answers and files of answers are checked without a server.
@NullMarked
package fapo.cli.verify;

import org.jspecify.annotations.NullMarked;
