package fapo.genrm.sampling;

import java.math.BigInteger;

/// The index in the last box of a text, and how sure the model was of it.
///
/// Both probabilities are the model's own, before temperature, given the text up to and with the
/// brace that opens the box.
///
/// @param index as written
/// @param probability in (0, 1]: of this index, closing brace included, as it was divided into
///     tokens
/// @param flawProbability in [0, 1]: of an index without minus sign, so of any flaw, among the
///     candidates that go on with an index; those beyond the known candidates do not count
public record VerdictReading(BigInteger index, double probability, double flawProbability) {
  /// The index that says that there is no flaw.
  public static final BigInteger NOT_FOUND = BigInteger.ONE.negate();
}
