/// Decides how JSON is read from bytes and written, so that every byte of a text reaches the
/// server.
@NullMarked
package fapo.cli.json;

import org.jspecify.annotations.NullMarked;
