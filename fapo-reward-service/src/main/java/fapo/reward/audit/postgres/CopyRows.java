package fapo.reward.audit.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows on their way into one table by COPY in PostgreSQL's binary format.
///
/// Unless [#finish] is reached, closing cancels the copy, and the transaction with it.
final class CopyRows implements AutoCloseable {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /// 2000-01-01T00:00:00Z, where PostgreSQL counts from.
  private static final long EPOCH_SECONDS = 946_684_800L;

  private final CopyIn copy;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  CopyRows(Connection connection, String target) throws SQLException {
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + target + " from stdin (format binary)");
    buffer.put(SIGNATURE);
  }

  CopyRows row(int columns) throws SQLException {
    room(2).putShort((short) columns);
    return this;
  }

  CopyRows add(int value) throws SQLException {
    room(8).putInt(4).putInt(value);
    return this;
  }

  CopyRows add(long value) throws SQLException {
    room(12).putInt(8).putLong(value);
    return this;
  }

  CopyRows add(Instant value) throws SQLException {
    return add(micros(value));
  }

  CopyRows addNullable(@Nullable Integer value) throws SQLException {
    return value == null ? absent() : add(value.intValue());
  }

  CopyRows addNullable(@Nullable Double value) throws SQLException {
    return value == null ? absent() : add(Double.doubleToRawLongBits(value));
  }

  CopyRows add(String value) throws SQLException {
    return add(value.getBytes(StandardCharsets.UTF_8));
  }

  CopyRows add(byte[] value) throws SQLException {
    room(4).putInt(value.length);
    if (value.length <= buffer.remaining()) {
      buffer.put(value);
    } else {
      flush();
      copy.writeToCopy(value, 0, value.length);
    }
    return this;
  }

  long finish() throws SQLException {
    room(2).putShort((short) -1);
    flush();
    return copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  static long micros(Instant value) {
    return (value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1000;
  }

  private CopyRows absent() throws SQLException {
    room(4).putInt(-1);
    return this;
  }

  private ByteBuffer room(int bytes) throws SQLException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
