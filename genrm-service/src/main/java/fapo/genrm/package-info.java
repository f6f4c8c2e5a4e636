/// Is the reasoning flawed, and where first? The skin around the critics.
@NullMarked
package fapo.genrm;

import org.jspecify.annotations.NullMarked;
