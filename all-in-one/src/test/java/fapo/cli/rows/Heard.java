package fapo.cli.rows;

import java.util.ArrayList;
import java.util.List;

/// Remembers complaints.
final class Heard implements Complaints {
  final List<String> refused = new ArrayList<>();
  final List<String> unknown = new ArrayList<>();

  @Override
  public void refused(long line, String why) {
    refused.add(line + ": " + why);
  }

  @Override
  public void unknownField(long line, String name) {
    unknown.add(line + ": " + name);
  }
}
