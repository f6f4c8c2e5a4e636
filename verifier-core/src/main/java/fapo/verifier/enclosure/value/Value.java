package fapo.verifier.enclosure.value;

/// What an expression is at one point.
public sealed interface Value<R> {
  record Real<R>(R ball) implements Value<R> {}

  record Complex<R>(R real, R imaginary) implements Value<R> {}

  /// sign·e^ln, for magnitudes no ball is built for; ln is real or scaled in its turn.
  record Scaled<R>(int sign, Value<R> ln) implements Value<R> {}
}
