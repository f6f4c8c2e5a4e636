package fapo.reward.core;

/// Which part of the data a group's task comes from.
public enum Split {
  TRAIN,
  /// The critic is not asked, and no verdict costs reward.
  TEST
}
