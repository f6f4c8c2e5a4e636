package fapo.verifier.fuzz;

/// The entry point of Jazzer: bytes in, an error out where a law is broken.
public final class VerifierFuzz {
  private static final Laws LAWS = new Laws();

  private VerifierFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    LAWS.hold(FuzzedCheck.of(input));
  }
}
