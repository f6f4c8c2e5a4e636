package fapo.verifier.enclosure.ball;

import java.math.BigInteger;

/// The real numbers within `radius` units of `middle`, a unit being 2 to the `exponent`.
///
/// @param radius in units, finite, not negative, at most about 2⁶⁰; 0 where the ball is one number
public record BigBall(BigInteger middle, int exponent, double radius) {}
