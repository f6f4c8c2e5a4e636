package fapo.reward.audit;

/// Where an answer now lies, or whose answer stands instead.
public sealed interface Recorded {
  /// On record.
  record Written(Place place) implements Recorded {}

  /// The key and revision were on record before (another replica, or an earlier attempt): that
  /// answer stands and is the one to give, after its content hash has been compared.
  record AlreadyRecorded(GroupRecord existing) implements Recorded {}

  /// How safe a written record is.
  enum Place {
    /// Committed to the database.
    DATABASE,
    /// Forced to the local spool while the database is unreachable; drains later.
    SPOOL,
    /// In memory while the database is unreachable (best effort): lost with the process.
    PENDING
  }
}
