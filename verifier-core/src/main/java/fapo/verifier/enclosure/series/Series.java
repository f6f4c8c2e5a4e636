package fapo.verifier.enclosure.series;

import java.util.List;

/// `Σ terms[i]·u^(valuation + i)`, known up to but not including the power after the last term.
///
/// @param valuation may be negative: a pole
record Series<R>(int valuation, List<Coefficient<R>> terms) {
  Series {
    terms = List.copyOf(terms);
  }

  /// The first power that is not known.
  int end() {
    return valuation + terms.size();
  }
}
