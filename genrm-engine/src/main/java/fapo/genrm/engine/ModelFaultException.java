package fapo.genrm.engine;

/// A forward pass that gave no usable result: logits that are no numbers, memory that ran out, a
/// device that is gone.
public final class ModelFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean recoverable;

  /// @param recoverable whether the model can run further steps
  public ModelFaultException(String message, boolean recoverable) {
    super(message);
    this.recoverable = recoverable;
  }

  public boolean recoverable() {
    return recoverable;
  }
}
