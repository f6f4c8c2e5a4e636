package fapo.genrm.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;
import fapo.genrm.checkpoint.HuggingFaceCheckpoint;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What golden rows do not show of the oracle. See also `GoldenLogitsTest`.
class ReferenceDecoderTest {
  private static final RandomCheckpoint TINY = RandomCheckpoint.tiny(Architecture.QWEN3);

  @TempDir private Path folder;

  @Test
  void givesAPrefixTheSameLogitsWhateverFollows() {
    ReferenceDecoder decoder = decoder();
    int[] tokens = TINY.tokens(12);
    double[][] whole = decoder.logits(tokens);
    double[][] prefix = decoder.logits(Arrays.copyOf(tokens, 5));
    assertThat(prefix).isDeepEqualTo(Arrays.copyOf(whole, 5));
  }

  @Test
  void keepsSequencesApart() {
    ReferenceDecoder decoder = decoder();
    int[] tokens = TINY.tokens(6);
    ReferenceDecoder.Sequence one = decoder.begin();
    ReferenceDecoder.Sequence other = decoder.begin();
    double[] last = {};
    for (int token : tokens) {
      last = one.next(token);
      assertThat(other.next(319 - token)).isNotEqualTo(last);
    }
    assertThat(last).isEqualTo(decoder.logits(tokens)[5]);
    assertThat(one.length()).isEqualTo(6);
  }

  @Test
  void continuesGreedilyByItsOwnLogits() {
    ReferenceDecoder decoder = decoder();
    int[] prompt = TINY.tokens(4);
    int[] tokens = decoder.greedy(prompt, 8);
    int[] both = Arrays.copyOf(prompt, 12);
    System.arraycopy(tokens, 0, both, 4, 8);
    double[][] logits = decoder.logits(both);
    for (int i = 0; i < 8; i++) {
      assertThat(tokens[i]).isEqualTo(ReferenceDecoder.argMax(logits[3 + i]));
    }
    assertThat(Arrays.stream(tokens).distinct().count()).isGreaterThan(3);
  }

  @Test
  void prefersTheLowerIdAmongEquals() {
    assertThat(ReferenceDecoder.argMax(1, 3, 3, 2)).isEqualTo(1);
  }

  /// Llama 3.1's own numbers: waves over 8192 positions are slowed eightfold, those under 2048
  /// stay, and one of 4096, two in the context, keeps a third: 1/3 + 2/3 · 1/8.
  @ParameterizedTest
  @CsvSource({"1000, 1.0", "2048, 1.0", "4096, 0.41666666666666663", "8192, 0.125", "50000, 0.125"})
  void slowsLongWavesOfLlama3(double wavelength, double share) {
    double frequency = 2 * Math.PI / wavelength;
    assertThat(RotaryEmbedding.scaled(frequency, new Scaling.Llama3(8, 1, 4, 8192)))
        .isCloseTo(frequency * share, within(1e-15));
  }

  private ReferenceDecoder decoder() {
    try (var checkpoint = HuggingFaceCheckpoint.open(TINY.write(folder))) {
      return new ReferenceDecoder(checkpoint);
    }
  }
}
