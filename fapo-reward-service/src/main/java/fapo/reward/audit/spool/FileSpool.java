package fapo.reward.audit.spool;

import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.Recorded;
import fapo.reward.core.GroupKey;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A spool in one file, forced to disk record by record.
///
/// Frames are `length (4 bytes), CRC-32C of the payload (4 bytes), payload`. A frame that is cut
/// short or damaged ends the file: it was never acknowledged. The file is emptied once all of it is
/// drained; until then a restart drains it again, which changes nothing.
public final class FileSpool implements Spool {
  private static final int HEADER = 8;

  /// Where a payload lies.
  private record Span(long offset, int length) {}

  private final long maxBytes;
  private final FileChannel file;
  private final Map<SpoolId, Span> held = new LinkedHashMap<>();
  private final Map<GroupKey, Integer> latest = new HashMap<>();
  private long end;

  /// Opens or creates the spool, and takes it for this process alone.
  ///
  /// @param maxBytes of the file, beyond which records are refused
  public FileSpool(Path path, long maxBytes) throws IOException {
    this.maxBytes = maxBytes;
    Files.createDirectories(path.toAbsolutePath().getParent());
    this.file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!locked(file)) {
      file.close();
      throw new IOException("spool: " + path + " is in use (expected: one process)");
    }
    recover();
  }

  @Override
  public Recorded.Place place() {
    return Recorded.Place.SPOOL;
  }

  @Override
  public synchronized Optional<GroupRecord> putIfAbsent(GroupRecord record) throws IOException {
    SpoolId id = SpoolId.of(record);
    Span there = held.get(id);
    if (there != null) {
      return Optional.of(read(there));
    }
    byte[] payload = RecordBytes.write(record);
    if (end + HEADER + payload.length > maxBytes) {
      throw new IOException("spool: full (expected: <= " + maxBytes + " bytes)");
    }
    ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length);
    frame.putInt(payload.length).putInt(checksum(payload)).put(payload).flip();
    for (long at = end; frame.hasRemaining(); ) {
      at += file.write(frame, at);
    }
    file.force(true);
    hold(id, new Span(end + HEADER, payload.length));
    return Optional.empty();
  }

  @Override
  public synchronized Optional<GroupRecord> find(GroupKey key) throws IOException {
    Integer revision = latest.get(key);
    Span span = revision == null ? null : held.get(new SpoolId(key, revision));
    return span == null ? Optional.empty() : Optional.of(read(span));
  }

  @Override
  public synchronized List<GroupRecord> oldest(int limit) throws IOException {
    List<GroupRecord> records = new ArrayList<>();
    for (Span span : held.values()) {
      if (records.size() == limit) {
        break;
      }
      records.add(read(span));
    }
    return records;
  }

  @Override
  public synchronized void remove(GroupRecord record) throws IOException {
    held.remove(SpoolId.of(record));
    latest.remove(record.key(), record.revision());
    if (held.isEmpty() && end > 0) {
      file.truncate(0);
      file.force(true);
      end = 0;
    }
  }

  @Override
  public synchronized int size() {
    return held.size();
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private void recover() throws IOException {
    long size = file.size();
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    while (end + HEADER <= size) {
      fill(header.clear(), end);
      int length = header.getInt(0);
      if (length < 1 || length > size - end - HEADER) {
        break;
      }
      byte[] payload = new byte[length];
      fill(ByteBuffer.wrap(payload), end + HEADER);
      if (checksum(payload) != header.getInt(4)) {
        break;
      }
      hold(SpoolId.of(RecordBytes.read(payload)), new Span(end + HEADER, length));
    }
    if (end < size) {
      file.truncate(end);
      file.force(true);
    }
  }

  private void hold(SpoolId id, Span span) {
    held.put(id, span);
    latest.merge(id.key(), id.revision(), Math::max);
    end = span.offset() + span.length();
  }

  private GroupRecord read(Span span) throws IOException {
    byte[] payload = new byte[span.length()];
    fill(ByteBuffer.wrap(payload), span.offset());
    return RecordBytes.read(payload);
  }

  private void fill(ByteBuffer target, long offset) throws IOException {
    for (long at = offset; target.hasRemaining(); ) {
      int read = file.read(target, at);
      if (read < 0) {
        throw new EOFException("spool: ends at " + at);
      }
      at += read;
    }
  }

  private static int checksum(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload);
    return (int) crc.getValue();
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
