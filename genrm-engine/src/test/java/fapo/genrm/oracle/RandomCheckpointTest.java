package fapo.genrm.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.checkpoint.DecoderTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomCheckpointTest {
  private static final RandomCheckpoint TINY = RandomCheckpoint.tiny(Architecture.QWEN3);

  @TempDir private Path folder;

  @Test
  void isTheSameWhereverItIsWritten() throws IOException {
    Path one = TINY.write(folder.resolve("one"));
    Path two = TINY.write(folder.resolve("two"));
    for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
      assertThat(Files.mismatch(one.resolve(file), two.resolve(file))).as(file).isEqualTo(-1);
    }
  }

  @Test
  void spreadsMatricesByTheirColumns() {
    String name = "model.layers.0.mlp.down_proj.weight";
    double mean =
        LongStream.range(0, 8192).mapToDouble(i -> TINY.value(name, i)).average().orElse(9);
    double square =
        LongStream.range(0, 8192)
            .mapToDouble(i -> Math.pow(TINY.value(name, i), 2))
            .average()
            .orElse(9);
    assertThat(mean).isCloseTo(0, within(0.005));
    assertThat(square).isCloseTo(1 / 128.0, within(0.0003));
  }

  @Test
  void encodesTextByteByByte() throws IOException {
    Path model = TINY.write(folder);
    try (var tokenizer = HuggingFaceTokenizer.newInstance(model.resolve("tokenizer.json"))) {
      String text = "a \u00e9\n\u2713<|im_end|>";
      long[] ids = tokenizer.encode(text, false, false).getIds();
      assertThat(ids)
          .containsExactly('a', ' ', 0xC3, 0xA9, '\n', 0xE2, 0x9C, 0x93, TINY.endToken());
      assertThat(tokenizer.decode(ids)).isEqualTo(text);
    }
  }

  @Test
  void hasAHundredMillionWeights() {
    long weights =
        DecoderTensors.shapes(RandomCheckpoint.hundredMillion(ElementType.F32).spec())
            .values()
            .stream()
            .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
            .sum();
    assertThat(weights).isBetween(100_000_000L, 100_200_000L);
  }
}
