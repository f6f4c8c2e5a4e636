package fapo.verifier.mark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "seen",
        "<think>a</think>seen",
        "<think>a</think>b<think>c</think>seen",
        "a</think>seen",
        "<thinking>a</thinking>seen",
        "a<|channel|>final<|message|>seen",
        "a\n### Response:seen",
        "a\n###Response seen",
        "seen<|im_end|>",
        "seen<|endoftext|>a<|endoftext|>b",
        "seen</s>",
        "seen<|eot_id|><|start_header_id|>user<|end_header_id|>a",
        "seen<|im_end|>\n<|im_start|>user\na",
        "<|im_start|>assistant\nseen<|im_end|>",
        "<|start_header_id|>assistant<|end_header_id|>\n\nseen"
      })
  void keepsWhatIsMeantForTheReader(String text) {
    assertThat(seen(text)).isEqualTo("seen");
  }

  @Test
  void keepsOrdinaryComparisons() {
    assertThat(seen("1 < 2 </b> <p>")).isEqualTo("1 < 2 </b> <p>");
  }

  @Test
  void seesAnOpenThinkSection() {
    assertThat(Visible.in("<think>a").thinking()).isTrue();
    assertThat(Visible.in("<think>a</think>b").thinking()).isFalse();
    assertThat(Visible.in("<think>a</think>b<think>c").thinking()).isTrue();
    assertThat(Visible.in("b<|im_end|><think>c").thinking()).isFalse();
  }

  @Test
  void isBlankWhereNothingIsLeft() {
    assertThat(Visible.in("<think>a</think> <|im_end|>").blank("<think>a</think> <|im_end|>"))
        .isTrue();
  }

  private static String seen(String text) {
    Visible visible = Visible.in(text);
    return Edges.trim(text, visible.from(), visible.to()).of(text);
  }
}
