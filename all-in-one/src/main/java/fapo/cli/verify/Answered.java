package fapo.cli.verify;

import fapo.cli.json.JsonWriter;

/// The answer to one row.
///
/// @param outcome `equivalent`, `different`, `undecided`, `unreadable` or `refused`
/// @param rule what decided, or why nothing did; empty for a refused row
/// @param json the row as it is written
record Answered(String outcome, String rule, JsonWriter json) {}
