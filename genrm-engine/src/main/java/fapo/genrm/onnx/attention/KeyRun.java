package fapo.genrm.onnx.attention;

/// Neighbouring keys and values of one sequence and head, wherever their blocks lie.
///
/// @param from position of the first
@SuppressWarnings("ArrayRecordComponent") // read in place
record KeyRun(KeyValuePages pages, int head, int[] blocks, int from) {
  long key(int column) {
    int position = from + column;
    int blockSize = pages.blockSize();
    return pages.key(blocks[position / blockSize], head, position % blockSize);
  }

  /// Where the block of a column ends.
  int blockEnd(int column) {
    int blockSize = pages.blockSize();
    return column + blockSize - (from + column) % blockSize;
  }

  long value(int column) {
    int position = from + column;
    int blockSize = pages.blockSize();
    return pages.value(blocks[position / blockSize], head, position % blockSize);
  }
}
