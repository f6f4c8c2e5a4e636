/// Decides how good a critic is on labelled solutions.
@NullMarked
package fapo.cli.evaluate;

import org.jspecify.annotations.NullMarked;
