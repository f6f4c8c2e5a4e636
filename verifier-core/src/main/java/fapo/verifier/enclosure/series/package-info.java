/// Decides limits, derivatives and definite integrals: by truncated power series and by quadrature
/// with a proven remainder.
@NullMarked
package fapo.verifier.enclosure.series;

import org.jspecify.annotations.NullMarked;
