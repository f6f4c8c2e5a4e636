package fapo.verifier.region;

/// It is not known which of two ends lies further left; never leaves this package.
final class UnorderedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnorderedException() {
    super("ends that cannot be ordered", null, false, false);
  }
}
