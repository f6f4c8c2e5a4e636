package fapo.genrm.onnx.attention;

import java.util.ArrayList;
import java.util.List;

/// Sums of parts of contexts, kept from step to step: their number grows with the longest context.
final class SoftmaxSums {
  private final int headSize;
  private final List<SoftmaxSum> sums = new ArrayList<>();
  private int rows;

  SoftmaxSums(int headSize) {
    this.headSize = headSize;
  }

  /// Not while threads use them.
  ///
  /// @param wanted rows of each at least
  void reserve(int count, int wanted) {
    if (wanted > rows) {
      sums.clear();
      rows = wanted;
    }
    while (sums.size() < count) {
      sums.add(new SoftmaxSum(headSize, rows));
    }
  }

  SoftmaxSum get(int number) {
    return sums.get(number);
  }
}
