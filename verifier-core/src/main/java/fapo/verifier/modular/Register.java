package fapo.verifier.modular;

/// The element `re + i·im` being computed with, in the field `GF(p)[i]`: results are left here, so
/// that nothing is allocated.
final class Register {
  long re;
  long im;

  void set(long real, long imaginary) {
    re = real;
    im = imaginary;
  }

  boolean zero() {
    return (re | im) == 0;
  }

  boolean real() {
    return im == 0;
  }

  void times(Field f, long real, long imaginary) {
    if ((imaginary | im) == 0) {
      re = f.mul(re, real);
      return;
    }
    long product = f.sub(f.mul(re, real), f.mul(im, imaginary));
    im = f.add(f.mul(re, imaginary), f.mul(im, real));
    re = product;
  }

  void plus(Field f, long real, long imaginary) {
    re = f.add(re, real);
    im = f.add(im, imaginary);
  }

  /// Not of zero.
  void invert(Field f) {
    if (im == 0) {
      re = f.inverse(re);
      return;
    }
    long norm = f.inverse(f.add(f.mul(re, re), f.mul(im, im)));
    re = f.mul(re, norm);
    im = f.neg(f.mul(im, norm));
  }

  /// @param exponent at least 0
  void raise(Field f, long exponent) {
    if (im == 0) {
      re = f.pow(re, exponent);
      return;
    }
    long baseRe = re;
    long baseIm = im;
    set(f.one, 0);
    for (int at = 63 - Long.numberOfLeadingZeros(exponent); at >= 0; at--) {
      times(f, re, im);
      if ((exponent >>> at & 1) == 1) {
        times(f, baseRe, baseIm);
      }
    }
  }
}
