package fapo.verifier.enclosure.ball;

/// The real numbers within `radius` of `middle`.
///
/// @param middle finite
/// @param radius finite, not negative; 0 where the ball is exactly the middle
public record DoubleBall(double middle, double radius) {}
