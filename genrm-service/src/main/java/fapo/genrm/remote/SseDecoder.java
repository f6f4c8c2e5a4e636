package fapo.genrm.remote;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the data of server-sent events out of bytes as they arrive.
///
/// ```
/// event = field* newline
/// field = "data" ":" [" "] value newline     other fields and comments are skipped
/// ```
///
/// Lines end with `\n` or `\r\n`. An event without its closing blank line is not an event.
final class SseDecoder {
  static final int MAX_EVENT_BYTES = 1 << 20;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;

  /// The data of every event these bytes complete, in order.
  ///
  /// @throws ExchangeFailure where one event is longer than {@link #MAX_EVENT_BYTES}
  List<String> decode(ByteBuffer bytes) throws ExchangeFailure {
    List<String> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        endLine(events);
      } else {
        line.write(next);
      }
    }
    if (line.size() + data.length() > MAX_EVENT_BYTES) {
      throw ExchangeFailure.fault("event: over 1 MiB (expected: one token an event)");
    }
    return events;
  }

  private void endLine(List<String> events) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (text.isEmpty()) {
      if (hasData) {
        events.add(data.toString());
      }
      data.setLength(0);
      hasData = false;
    } else if (text.startsWith("data:")) {
      data.append(hasData ? "\n" : "")
          .append(text, text.startsWith("data: ") ? 6 : 5, text.length());
      hasData = true;
    }
  }
}
