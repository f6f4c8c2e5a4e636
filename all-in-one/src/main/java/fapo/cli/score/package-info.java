/// Decides how an input of groups is scored over one stream and what is told about it.
@NullMarked
package fapo.cli.score;

import org.jspecify.annotations.NullMarked;
