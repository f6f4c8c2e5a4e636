package fapo.cli.json;

/// Bytes that are not JSON; the message names the 1-based byte column and what was expected there.
public final class JsonSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  JsonSyntaxException(int offset, String found, String expected) {
    super("column " + (offset + 1) + ": " + found + " (expected: " + expected + ")");
  }
}
