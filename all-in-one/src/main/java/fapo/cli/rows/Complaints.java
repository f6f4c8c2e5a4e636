package fapo.cli.rows;

/// Hears what is wrong with an input while the rest of it is used.
public interface Complaints {
  /// This line, or part of it, is not used.
  void refused(long line, String why);

  /// A field that means nothing here; heard once a name.
  void unknownField(long line, String name);
}
