package fapo.verifier.enclosure.series;

import fapo.verifier.expr.Rational;
import org.jspecify.annotations.Nullable;

/// A coefficient of a series: a ball, and the rational number it is where that is known.
record Coefficient<R>(@Nullable Rational exact, R ball) {}
