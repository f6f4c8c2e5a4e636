/// Measures the verifier: hostile input, speed beside another grader, a soak, and cores.
@NullMarked
package fapo.verifier.measure;

import org.jspecify.annotations.NullMarked;
