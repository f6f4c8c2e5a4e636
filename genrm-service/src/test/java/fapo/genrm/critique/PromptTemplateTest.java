package fapo.genrm.critique;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PromptTemplateTest {
  private static Stream<List<String>> rows() {
    return GoldenTable.rows("prompts.tsv");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void rendersThePublishedText(List<String> row) {
    PromptTemplate template = PromptTemplate.byId(row.get(1)).orElseThrow();
    Judged judged = StepSplitter.judged(GoldenTable.solution(row.get(4)), Solution.Scope.FULL);
    String prompt =
        template.render(GoldenTable.text(row.get(2)), GoldenTable.text(row.get(3)), judged);
    assertThat(prompt).as(row.getFirst()).isEqualTo(GoldenTable.text(row.get(5)));
  }

  @Test
  void knowsNoOtherId() {
    assertThat(PromptTemplate.byId("fapo-paragraph-v2")).isEmpty();
    assertThat(PromptTemplate.ids())
        .isEqualTo("fapo-paragraph-v1, fapo-paragraph-noref-v1, fapo-recipe-v1");
  }
}
