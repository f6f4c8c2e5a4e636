package fapo.reward.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.reward.core.GroupKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What every [AuditLog] guarantees. Each test uses a run of its own.
public abstract class AuditLogContract {
  protected abstract AuditLog log();

  @Test
  void findsWhatWasRecordedBitForBit() {
    GroupRecord record = Records.group(Records.key("bits", 3, 1), 4);
    assertThat(log().record(record).join()).isInstanceOf(Recorded.Written.class);
    assertThat(log().find(record.key())).contains(record);
    assertThat(log().findAll(List.of(record.key(), Records.key("bits", 4, 1))))
        .containsOnlyKeys(record.key())
        .containsValue(record);
  }

  @Test
  void findsNothingUnderAnotherKey() {
    GroupKey key = Records.key("others", 1, 1);
    log().record(Records.group(key, 2)).join();
    assertThat(log().find(new GroupKey("others", 1, 1, "group-1", 0))).isEmpty();
    assertThat(log().find(new GroupKey("others", 0, 1, "group-1", 1))).isEmpty();
    assertThat(log().find(new GroupKey("others", 0, 2, "group-1", 0))).isEmpty();
    assertThat(log().find(new GroupKey("other", 0, 1, "group-1", 0))).isEmpty();
  }

  @Test
  void letsTheFirstAnswerStand() {
    GroupKey key = Records.key("first", 1, 1);
    GroupRecord first = Records.group(key, 3);
    log().record(first).join();
    assertThat(log().record(Records.group(key, 0, 3, 65)).join())
        .isEqualTo(new Recorded.AlreadyRecorded(first));
    assertThat(log().find(key)).contains(first);
  }

  @Test
  void countsTheSameRecordAgainAsWritten() {
    GroupRecord record = Records.group(Records.key("again", 1, 1), 3);
    log().record(record).join();
    assertThat(log().record(record).join()).isInstanceOf(Recorded.Written.class);
  }

  @Test
  void settlesConflictsWithoutHurtingNeighbours() {
    GroupRecord taken = Records.group(Records.key("neighbours", 1, 50), 2);
    log().record(taken).join();
    List<CompletableFuture<Recorded>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(log().record(Records.group(Records.key("neighbours", 1, i), 0, 2, 70)));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(answers.get(i).join())
          .isInstanceOf(i == 50 ? Recorded.AlreadyRecorded.class : Recorded.Written.class);
    }
  }

  @Test
  void givesOneOfManyConcurrentAnswersToAll() {
    GroupKey key = Records.key("race", 1, 1);
    List<CompletableFuture<Recorded>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(log().record(Records.group(key, 0, 2, 40 + i)));
    }
    List<Recorded> settled = answers.stream().map(CompletableFuture::join).toList();
    GroupRecord winner = log().find(key).orElseThrow();
    assertThat(settled).filteredOn(r -> r instanceof Recorded.Written).hasSize(1);
    assertThat(settled)
        .filteredOn(r -> !(r instanceof Recorded.Written))
        .allMatch(new Recorded.AlreadyRecorded(winner)::equals);
  }

  @Test
  void appendsRevisionsAndAnswersWithTheLatest() {
    GroupKey key = Records.key("revised", 1, 1);
    GroupRecord zero = Records.group(key, 0, 2, 64);
    GroupRecord one = Records.group(key, 1, 2, 64);
    log().record(zero).join();
    log().record(one).join();
    assertThat(log().find(key)).contains(one);
    List<GroupRecord> replayed = new ArrayList<>();
    log().replay(RunSelection.of("revised"), replayed::add);
    assertThat(replayed).containsExactly(zero, one);
    assertThat(log().list(RunSelection.of("revised"), 10, "").groups())
        .containsExactly(one.summary());
  }

  @Test
  void keepsAnyBytesOfText() {
    GroupKey key = Records.key("bytes", 1, 1);
    byte[] broken = {0, 'a', 0, (byte) 0xff, (byte) 0xc3, 0x28, 0};
    byte[] large = new byte[20 << 20];
    Arrays.fill(large, (byte) 'x');
    large[1] = 0;
    GroupRecord plain = Records.group(key, 2);
    GroupRecord record =
        new GroupRecord(
            plain.summary(),
            plain.contentHash(),
            new GroupContent(new byte[0], broken, List.of(new byte[0], broken)),
            List.of(
                Records.withText(plain.members().get(0), broken),
                Records.withText(plain.members().get(1), large)));
    log().record(record).join();
    assertThat(log().find(key).orElseThrow().equals(record)).isTrue();
  }

  @Test
  void keepsNamesInAnyScript() {
    GroupKey key = new GroupKey("läufe/𝔸-数", 2, 7, "группа:1", 3);
    GroupRecord record = Records.group(key, 1);
    log().record(record).join();
    assertThat(log().find(key)).contains(record);
    assertThat(log().list(new RunSelection(key.runId(), 2, 7L), 5, "").groups())
        .containsExactly(record.summary());
  }

  @Test
  void listsNewestStepFirstPageByPage() {
    List<GroupSummary> expected = new ArrayList<>();
    for (int step = 3; step > 0; step--) {
      for (int group = 4; group > 0; group--) {
        GroupRecord record = Records.group(Records.key("pages", step, group), 2);
        log().record(record).join();
        expected.add(record.summary());
      }
    }
    List<GroupSummary> listed = new ArrayList<>();
    String token = "";
    do {
      SummaryPage page = log().list(RunSelection.of("pages"), 5, token);
      listed.addAll(page.groups());
      token = page.nextPageToken();
    } while (!token.isEmpty());
    assertThat(listed).isEqualTo(expected);
    assertThat(log().list(new RunSelection("pages", 0, 2L), 100, "").groups()).hasSize(4);
    assertThat(log().list(new RunSelection("pages", 1, null), 100, "").groups()).isEmpty();
  }

  @Test
  void refusesTokensItNeverGave() {
    String token =
        new String("no such page".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> log().list(RunSelection.of("pages"), 5, token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("page_token: ");
  }

  @Test
  void replaysEveryRecordOnce() {
    List<CompletableFuture<Recorded>> answers = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      answers.add(log().record(Records.group(Records.key("replay", i / 10, i), 1)));
    }
    answers.forEach(CompletableFuture::join);
    List<GroupKey> seen = new ArrayList<>();
    log().replay(RunSelection.of("replay"), record -> seen.add(record.key()));
    assertThat(seen).hasSize(600).doesNotHaveDuplicates();
    assertThat(seen).extracting(GroupKey::step).isSorted();
  }
}
