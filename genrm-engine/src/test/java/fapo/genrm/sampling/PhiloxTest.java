package fapo.genrm.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhiloxTest {
  /// The known answers published with the generator.
  @Test
  void givesTheKnownAnswers() {
    assertThat(Philox.block(new int[4], 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(Philox.block(new int[] {-1, -1, -1, -1}, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(
            Philox.block(
                new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0x299f31d0a4093822L))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void spreadsNeighbouringSeedsAndPlaces() {
    Set<Double> seen = new HashSet<>();
    double sum = 0;
    for (long seed = -50; seed < 50; seed++) {
      for (long place = 0; place < 100; place++) {
        double uniform = Philox.uniform(seed, place);
        assertThat(uniform).isBetween(0.0, Math.nextDown(1.0));
        assertThat(seen.add(uniform)).isTrue();
        sum += uniform;
      }
    }
    // Six standard deviations of the mean of 10,000.
    assertThat(sum / 10_000).isBetween(0.5 - 0.0174, 0.5 + 0.0174);
  }
}
