package fapo.genrm.onnx.ort;

/// A call into ONNX Runtime that returned a status.
public final class OrtFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  OrtFailure(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// In the runtime's own words.
  public String reason() {
    return reason;
  }
}
