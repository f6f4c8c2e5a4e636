package fapo.cli.rows;

/// One line of an input.
///
/// @param number 1-based
/// @param bytes without the line's end
/// @param cut whether the line was longer than what is read, so that its end is missing
@SuppressWarnings("ArrayRecordComponent") // a line is read once and handed on
public record Line(long number, byte[] bytes, boolean cut) {}
