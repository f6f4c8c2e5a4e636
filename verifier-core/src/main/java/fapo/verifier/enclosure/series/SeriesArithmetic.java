package fapo.verifier.enclosure.series;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.expr.Rational;
import java.util.ArrayList;
import java.util.List;

/// Sums, products and quotients of truncated series in `u > 0`.
final class SeriesArithmetic<R> {
  private final Coefficients<R> coefficients;
  private final int order;

  SeriesArithmetic(Coefficients<R> coefficients, int order) {
    this.coefficients = coefficients;
    this.order = order;
  }

  Coefficients<R> coefficients() {
    return coefficients;
  }

  Series<R> constant(Coefficient<R> value) {
    return padded(0, List.of(value));
  }

  /// `value + slope·u`.
  Series<R> line(Coefficient<R> value, long slope) {
    return padded(0, List.of(value, coefficients.of(slope)));
  }

  /// `slope/u`.
  Series<R> pole(long slope) {
    return padded(-1, List.of(coefficients.of(slope)));
  }

  private Series<R> padded(int valuation, List<Coefficient<R>> first) {
    List<Coefficient<R>> terms = new ArrayList<>(first);
    while (terms.size() < order) {
      terms.add(coefficients.zero());
    }
    return stripped(valuation, terms);
  }

  // Without leading coefficients that are exactly zero.
  private Series<R> stripped(int valuation, List<Coefficient<R>> terms) {
    int zeros = 0;
    while (zeros < terms.size() && coefficients.sign(terms.get(zeros)) == 0) {
      zeros++;
    }
    return new Series<>(valuation + zeros, terms.subList(zeros, terms.size()));
  }

  Coefficient<R> at(Series<R> series, int power) {
    int index = power - series.valuation();
    return index < 0 || index >= series.terms().size()
        ? coefficients.zero()
        : series.terms().get(index);
  }

  Series<R> plus(Series<R> left, Series<R> right) {
    int valuation = Math.min(left.valuation(), right.valuation());
    int end = Math.min(left.end(), right.end());
    List<Coefficient<R>> terms = new ArrayList<>();
    for (int power = valuation; power < end; power++) {
      terms.add(coefficients.plus(at(left, power), at(right, power)));
    }
    return stripped(valuation, terms);
  }

  Series<R> negate(Series<R> of) {
    return new Series<>(of.valuation(), of.terms().stream().map(coefficients::negate).toList());
  }

  Series<R> times(Series<R> left, Series<R> right) {
    int length = Math.min(left.terms().size(), right.terms().size());
    List<Coefficient<R>> terms = new ArrayList<>();
    for (int k = 0; k < length; k++) {
      Coefficient<R> sum = coefficients.zero();
      for (int j = 0; j <= k; j++) {
        Coefficient<R> product = coefficients.times(left.terms().get(j), right.terms().get(k - j));
        sum = coefficients.plus(sum, product);
      }
      terms.add(sum);
    }
    return stripped(left.valuation() + right.valuation(), terms);
  }

  /// @throws NoEnclosureException blurred where the first coefficient may be zero
  Series<R> inverse(Series<R> of) {
    Coefficient<R> first = leading(of);
    List<Coefficient<R>> terms = new ArrayList<>();
    terms.add(coefficients.over(coefficients.of(1), first));
    for (int k = 1; k < of.terms().size(); k++) {
      Coefficient<R> sum = coefficients.zero();
      for (int j = 1; j <= k; j++) {
        sum = coefficients.plus(sum, coefficients.times(of.terms().get(j), terms.get(k - j)));
      }
      terms.add(coefficients.negate(coefficients.over(sum, first)));
    }
    return stripped(-of.valuation(), terms);
  }

  /// The first coefficient, surely not zero.
  Coefficient<R> leading(Series<R> of) {
    if (of.terms().isEmpty() || Math.abs(coefficients.sign(of.terms().getFirst())) != 1) {
      throw NoEnclosureException.BLURRED;
    }
    return of.terms().getFirst();
  }

  /// Coefficients from the power 0 on.
  ///
  /// @throws NoEnclosureException unsupported at a pole
  List<Coefficient<R>> regular(Series<R> of) {
    if (of.valuation() < 0) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    List<Coefficient<R>> terms = new ArrayList<>();
    for (int power = 0; power < Math.min(of.end(), order); power++) {
      terms.add(at(of, power));
    }
    if (terms.isEmpty()) {
      throw NoEnclosureException.BLURRED;
    }
    return terms;
  }

  Series<R> series(List<Coefficient<R>> terms) {
    return stripped(0, terms);
  }

  /// `Σ j·a[j]·b[k − j]/k` over j from 1 to k: the step of all recurrences from a derivative.
  Coefficient<R> step(List<Coefficient<R>> a, List<Coefficient<R>> b, int k) {
    Coefficient<R> sum = coefficients.zero();
    for (int j = 1; j <= k; j++) {
      Coefficient<R> product = coefficients.times(a.get(j), b.get(k - j));
      sum = coefficients.plus(sum, coefficients.times(coefficients.of(j), product));
    }
    return coefficients.times(sum, coefficients.of(Rational.of(1, k)));
  }
}
