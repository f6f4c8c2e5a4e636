package fapo.genrm.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepPlan.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

/// That the model of these tests notices what it is there to notice.
class CacheModelTest {
  private final CacheModel model = new CacheModel(8, 2, 0);

  private int[] said(int past, int[] tokens, int... blocks) {
    return model.run(new StepPlan(List.of(new Slice(1, tokens, past, blocks, 1)))).ids();
  }

  @Test
  void saysTheSameWithAndWithoutCache() {
    int[] whole = said(0, new int[] {5, 6, 7}, 3, 1);
    assertThat(said(2, new int[] {7}, 3, 1)).isEqualTo(whole);
    assertThat(model.row(new int[] {5, 6, 7}).ids()).isEqualTo(whole);
  }

  @Test
  void noticesForeignBlocksAndPositions() {
    int[] right = said(0, new int[] {5, 6, 7}, 3, 1);
    var _ = said(0, new int[] {6, 5}, 4);
    assertThat(said(2, new int[] {7}, 4, 1)).isNotEqualTo(right);
    var _ = said(0, new int[] {9}, 3);
    assertThat(said(2, new int[] {7}, 3, 1)).isNotEqualTo(right);
    assertThatThrownBy(() -> said(2, new int[] {7}, 6, 7)).isInstanceOf(ModelFaultException.class);
  }
}
