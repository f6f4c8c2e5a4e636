/// Decides what functions and operations make of values: real, complex, and of any size.
@NullMarked
package fapo.verifier.enclosure.value;

import org.jspecify.annotations.NullMarked;
