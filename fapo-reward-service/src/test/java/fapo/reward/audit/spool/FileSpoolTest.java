package fapo.reward.audit.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSpoolTest {
  private static final GroupRecord ONE = Records.group(Records.key("spool", 1, 1), 3);
  private static final GroupRecord TWO = Records.group(Records.key("spool", 1, 2), 2);

  @TempDir private Path folder;

  @Test
  void keepsRecordsBitForBitOverARestart() throws IOException {
    try (FileSpool spool = open()) {
      assertThat(spool.putIfAbsent(ONE)).isEmpty();
      assertThat(spool.putIfAbsent(TWO)).isEmpty();
      assertThat(spool.putIfAbsent(Records.group(ONE.key(), 4))).contains(ONE);
    }
    try (FileSpool spool = open()) {
      assertThat(spool.size()).isEqualTo(2);
      assertThat(spool.find(ONE.key())).contains(ONE);
      assertThat(spool.oldest(9)).containsExactly(ONE, TWO);
      assertThat(spool.oldest(1)).containsExactly(ONE);
    }
  }

  @Test
  void findsTheLatestRevision() throws IOException {
    GroupRecord later = Records.group(ONE.key(), 1, 3, 64);
    try (FileSpool spool = open()) {
      spool.putIfAbsent(ONE);
      spool.putIfAbsent(later);
      assertThat(spool.find(ONE.key())).contains(later);
    }
  }

  @Test
  void empties() throws IOException {
    try (FileSpool spool = open()) {
      spool.putIfAbsent(ONE);
      spool.putIfAbsent(TWO);
      spool.remove(ONE);
      assertThat(spool.find(ONE.key())).isEmpty();
      spool.remove(TWO);
      assertThat(Files.size(file())).isZero();
      spool.putIfAbsent(TWO);
      assertThat(spool.find(TWO.key())).contains(TWO);
    }
  }

  @Test
  void dropsAFrameThatWasCutShort() throws IOException {
    long whole;
    try (FileSpool spool = open()) {
      spool.putIfAbsent(ONE);
      whole = Files.size(file());
      spool.putIfAbsent(TWO);
    }
    byte[] bytes = Files.readAllBytes(file());
    for (int cut = (int) whole; cut < bytes.length; cut += 37) {
      Files.write(file(), Arrays.copyOf(bytes, cut), StandardOpenOption.TRUNCATE_EXISTING);
      try (FileSpool spool = open()) {
        assertThat(spool.oldest(9)).containsExactly(ONE);
        assertThat(Files.size(file())).isEqualTo(whole);
      }
    }
  }

  @Test
  void dropsADamagedTail() throws IOException {
    try (FileSpool spool = open()) {
      spool.putIfAbsent(ONE);
      spool.putIfAbsent(TWO);
    }
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 5] ^= 1;
    Files.write(file(), bytes);
    try (FileSpool spool = open()) {
      assertThat(spool.oldest(9)).containsExactly(ONE);
    }
  }

  @Test
  void refusesASecondOwnerAndMoreThanItHolds() throws IOException {
    try (FileSpool spool = open()) {
      assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
      GroupRecord large = Records.group(Records.key("spool", 2, 1), 0, 1, 1 << 20);
      assertThatThrownBy(() -> spool.putIfAbsent(large)).hasMessageContaining("full");
      assertThat(spool.size()).isZero();
    }
  }

  private Path file() {
    return folder.resolve("audit").resolve("spool");
  }

  private FileSpool open() throws IOException {
    return new FileSpool(file(), 1 << 20);
  }
}
