/// Decides how fast the platform is, by measuring it from outside.
@NullMarked
package fapo.benchmarks;

import org.jspecify.annotations.NullMarked;
