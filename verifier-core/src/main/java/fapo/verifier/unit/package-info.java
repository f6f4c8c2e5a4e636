/// Decides what a unit of measurement is a multiple of, and which times of day are the same.
@NullMarked
package fapo.verifier.unit;

import org.jspecify.annotations.NullMarked;
