package fapo.cli.rows;

/// A line that cannot be used; the message names the field and what was expected.
public final class RowException extends Exception {
  private static final long serialVersionUID = 1;

  public RowException(String message) {
    super(message);
  }
}
