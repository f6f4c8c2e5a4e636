package fapo.genrm.onnx.attention;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// `2^x` for `x ≤ 0`, within 3e-7 relative.
///
/// `x = n + f` with integer `n` and `f ∈ [−½, ½]`; `2^f` is its Taylor polynomial of degree 6,
/// `2^n` is put together from bits. Below −126 the result is `2^−126`: beside a largest term of 1
/// that is nothing. NaN stays NaN.
final class Exponential {
  private static final float[] TAYLOR = taylor(6);

  /// Adding this leaves `n + 127` in the low bits of the mantissa.
  private static final float ROUND_WITH_BIAS = 0x1.8p23f + 127;

  private static final int MANTISSA_BITS = 23;

  private Exponential() {}

  static FloatVector twoTo(FloatVector x) {
    FloatVector bounded = x.max(-126f);
    FloatVector biased = bounded.add(ROUND_WITH_BIAS);
    FloatVector f = bounded.sub(biased.sub(ROUND_WITH_BIAS));
    FloatVector sum = FloatVector.broadcast(NativeFloats.SPECIES, TAYLOR[6]);
    sum = sum.fma(f, FloatVector.broadcast(NativeFloats.SPECIES, TAYLOR[5]));
    sum = sum.fma(f, FloatVector.broadcast(NativeFloats.SPECIES, TAYLOR[4]));
    sum = sum.fma(f, FloatVector.broadcast(NativeFloats.SPECIES, TAYLOR[3]));
    sum = sum.fma(f, FloatVector.broadcast(NativeFloats.SPECIES, TAYLOR[2]));
    sum = sum.fma(f, FloatVector.broadcast(NativeFloats.SPECIES, TAYLOR[1]));
    sum = sum.fma(f, FloatVector.broadcast(NativeFloats.SPECIES, TAYLOR[0]));
    FloatVector power =
        biased
            .reinterpretAsInts()
            .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
            .reinterpretAsFloats();
    return sum.mul(power);
  }

  /// `(ln 2)^i / i!`.
  private static float[] taylor(int degree) {
    float[] coefficients = new float[degree + 1];
    double term = 1;
    for (int i = 0; i <= degree; i++) {
      coefficients[i] = (float) term;
      term *= Math.log(2) / (i + 1);
    }
    return coefficients;
  }
}
