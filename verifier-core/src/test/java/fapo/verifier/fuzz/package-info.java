/// Fuzzes the verifier: what bytes ask of it, and the laws every answer must keep.
@NullMarked
package fapo.verifier.fuzz;

import org.jspecify.annotations.NullMarked;
