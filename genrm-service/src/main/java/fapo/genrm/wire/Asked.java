package fapo.genrm.wire;

import fapo.genrm.critique.PromptTemplate;
import fapo.genrm.critique.Sampling;
import fapo.genrm.critique.Solution;

/// One request, read.
///
/// @param workId empty where the caller gave none
/// @param critic empty for the default
public record Asked(String workId, String critic, Material material, Manner manner) {
  /// What is to be judged.
  ///
  /// @param size of the problem and the solution together, bytes
  public record Material(String problem, String reference, Solution solution, long size) {}

  /// How it is to be judged.
  public record Manner(
      PromptTemplate template, Solution.Scope scope, Sampling sampling, boolean returnCritique) {}
}
