package fapo.reward.audit.spool;

import fapo.reward.audit.GroupContent;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.MemberRecord;
import fapo.reward.core.GroupKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record as bytes and back, exactly. The first byte is the version of this form.
final class RecordBytes {
  private static final int VERSION = 1;

  private RecordBytes() {}

  static byte[] write(GroupRecord record) throws IOException {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream((int) Math.min(1 << 30, record.weight() + 1024));
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(VERSION);
    writeSummary(out, record.summary());
    put(out, record.contentHash());
    put(out, record.content().policy());
    put(out, record.content().problem());
    out.writeInt(record.content().references().size());
    for (byte[] reference : record.content().references()) {
      put(out, reference);
    }
    out.writeInt(record.members().size());
    for (MemberRecord member : record.members()) {
      writeMember(out, member);
    }
    return bytes.toByteArray();
  }

  static GroupRecord read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("spool record version: " + version + " (expected: " + VERSION + ")");
    }
    GroupSummary summary = readSummary(in);
    byte[] hash = take(in);
    byte[] policy = take(in);
    byte[] problem = take(in);
    List<byte[]> references = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      references.add(take(in));
    }
    List<MemberRecord> members = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      members.add(readMember(in));
    }
    return new GroupRecord(summary, hash, new GroupContent(policy, problem, references), members);
  }

  private static void writeSummary(DataOutputStream out, GroupSummary summary) throws IOException {
    GroupKey key = summary.key();
    put(out, key.runId());
    out.writeInt(key.runAttempt());
    out.writeLong(key.step());
    put(out, key.groupId());
    out.writeInt(key.groupAttempt());
    out.writeInt(summary.revision());
    put(out, summary.status().code());
    put(out, summary.status().degradedCause());
    put(out, summary.status().noSignalCause());
    out.writeInt(summary.tally().size());
    out.writeInt(summary.tally().right());
    out.writeInt(summary.tally().flawed());
    out.writeInt(summary.tally().unscored());
    put(out, summary.tally().meanReward());
    Instant scoredAt = summary.scoredAt();
    out.writeLong(scoredAt.getEpochSecond());
    out.writeInt(scoredAt.getNano());
  }

  private static GroupSummary readSummary(DataInputStream in) throws IOException {
    GroupKey key = new GroupKey(text(in), in.readInt(), in.readLong(), text(in), in.readInt());
    int revision = in.readInt();
    GroupSummary.Status status = new GroupSummary.Status(text(in), text(in), text(in));
    GroupSummary.Tally tally =
        new GroupSummary.Tally(in.readInt(), in.readInt(), in.readInt(), in.readInt(), number(in));
    Instant scoredAt = Instant.ofEpochSecond(in.readLong(), in.readInt());
    return new GroupSummary(key, revision, status, tally, scoredAt);
  }

  private static void writeMember(DataOutputStream out, MemberRecord member) throws IOException {
    out.writeInt(member.index());
    put(out, member.rolloutId());
    put(out, member.contentHash());
    put(out, member.text());
    put(out, member.result());
    put(out, member.judged().answer());
    put(out, member.judged().verdict());
    put(out, member.judged().verdictStep());
    put(out, member.judged().responseTokens());
    put(out, member.worth().reward());
    put(out, member.worth().outcome());
    put(out, member.worth().flaw());
    put(out, member.worth().overlong());
    put(out, member.worth().advantage());
  }

  private static MemberRecord readMember(DataInputStream in) throws IOException {
    return new MemberRecord(
        in.readInt(),
        text(in),
        take(in),
        take(in),
        take(in),
        new MemberRecord.Judged(text(in), text(in), integer(in), integer(in)),
        new MemberRecord.Worth(number(in), number(in), number(in), number(in), number(in)));
  }

  private static void put(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  private static void put(DataOutputStream out, String value) throws IOException {
    put(out, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(DataOutputStream out, @Nullable Integer value) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeInt(value);
    }
  }

  private static void put(DataOutputStream out, @Nullable Double value) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeDouble(value);
    }
  }

  private static byte[] take(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] value = in.readNBytes(length);
    if (value.length != length) {
      throw new IOException("spool record: cut short (expected: " + length + " bytes)");
    }
    return value;
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(take(in), StandardCharsets.UTF_8);
  }

  private static @Nullable Integer integer(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readInt() : null;
  }

  private static @Nullable Double number(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readDouble() : null;
  }
}
