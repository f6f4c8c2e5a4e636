package fapo.genrm.onnx.ort;

/// A call into ONNX Runtime that returned a status; the message is the runtime's own.
public final class OrtFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OrtFailure(String message) {
    super(message);
  }
}
