package fapo.genrm.remote;

import fapo.genrm.critique.Verdict;
import fapo.genrm.critique.Verdict.Cause;

/// An exchange that yields no critique, with the verdict that says so. Never leaves this package.
final class ExchangeFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  ExchangeFailure(Verdict verdict) {
    super(verdict.toString(), null, false, false);
    this.verdict = verdict;
  }

  static ExchangeFailure of(Cause cause, String detail) {
    return new ExchangeFailure(new Verdict.Unavailable(cause, detail));
  }

  static ExchangeFailure fault(String detail) {
    return of(Cause.MODEL_FAULT, detail);
  }

  Verdict verdict() {
    return verdict;
  }
}
