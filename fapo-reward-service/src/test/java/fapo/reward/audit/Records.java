package fapo.reward.audit;

import fapo.reward.core.GroupKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Records for tests, every byte a function of the arguments.
public final class Records {
  public static final Instant NOON = Instant.parse("2026-02-03T12:00:00.123456Z");

  private Records() {}

  public static GroupKey key(String run, long step, int group) {
    return new GroupKey(run, 0, step, "group-" + group, 0);
  }

  public static GroupContent content(String problem) {
    return new GroupContent(
        new byte[] {8, 1}, utf8(problem), List.of(utf8("42"), utf8("\\frac{84}{2}")));
  }

  public static GroupRecord group(GroupKey key, int size) {
    return group(key, 0, size, 64);
  }

  public static GroupRecord group(GroupKey key, int revision, int size, int textBytes) {
    List<MemberRecord> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      members.add(member(key, i, revision, text(key, i, textBytes)));
    }
    GroupSummary summary =
        new GroupSummary(
            key,
            revision,
            new GroupSummary.Status("OK", "", ""),
            new GroupSummary.Tally(size, size - 1, 1, 0, size == 1 ? null : 0.25),
            NOON.plusSeconds(revision));
    return new GroupRecord(summary, hash(key.hashCode()), content("What is 6 · 7?"), members);
  }

  public static MemberRecord member(GroupKey key, int index, int seed, byte[] text) {
    boolean scored = index % 3 != 2;
    return new MemberRecord(
        index,
        "r" + index,
        hash(Arrays.hashCode(text)),
        text,
        utf8("reply " + seed + " to " + index),
        new MemberRecord.Judged(
            "EQUIVALENT", scored ? "FLAWED_AT" : "UNAVAILABLE", scored ? index : null, null),
        scored
            ? new MemberRecord.Worth(1.0 / (index + 3), 1.0, -0.0, null, Math.nextUp(0.1 * seed))
            : MemberRecord.Worth.UNSCORED);
  }

  public static MemberRecord withText(MemberRecord member, byte[] text) {
    return new MemberRecord(
        member.index(),
        member.rolloutId(),
        hash(Arrays.hashCode(text)),
        text,
        member.result(),
        member.judged(),
        member.worth());
  }

  public static GroupRecord withStatus(GroupRecord record, String code) {
    GroupSummary summary = record.summary();
    return new GroupRecord(
        new GroupSummary(
            summary.key(),
            summary.revision(),
            new GroupSummary.Status(code, "", ""),
            summary.tally(),
            summary.scoredAt()),
        record.contentHash(),
        record.content(),
        record.members());
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] hash(int seed) {
    byte[] hash = new byte[32];
    for (int i = 0; i < hash.length; i++) {
      hash[i] = (byte) (seed * 31 + i * seed);
    }
    return hash;
  }

  /// Text that compresses as solutions do: prose with numbers that differ from line to line.
  public static byte[] text(GroupKey key, int index, int bytes) {
    StringBuilder text = new StringBuilder(bytes + 80);
    long state = key.hashCode() * 31L + index;
    while (text.length() < bytes) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      long a = (state >>> 33) % 9973;
      long b = (state >>> 17) % 877;
      text.append("Then we add ").append(a).append(" and ").append(b);
      text.append(", which gives ").append(a).append(" + ").append(b).append(" = ");
      text.append(a + b).append(".\n\n");
    }
    text.setLength(bytes);
    return utf8(text.toString());
  }
}
