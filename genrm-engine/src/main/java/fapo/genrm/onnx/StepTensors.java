package fapo.genrm.onnx;

import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepResult;
import fapo.genrm.onnx.graph.GraphNames;
import fapo.genrm.onnx.graph.TensorType;
import fapo.genrm.onnx.ort.InferenceSession;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The packed inputs and the outputs of a step in native memory, which grows with the largest step.
final class StepTensors implements AutoCloseable {
  private final int candidates;
  private Memory memory;

  /// @param candidates how many each row returns
  StepTensors(int candidates) {
    this.candidates = candidates;
    this.memory = new Memory(16, 16, candidates);
  }

  int candidates() {
    return candidates;
  }

  /// Packs the plan's tokens and wanted rows, and binds them and the outputs.
  ///
  /// @param tokenShape of the tensor of token ids
  void bind(InferenceSession session, StepPlan plan, long... tokenShape) {
    // ReduceLogSumExp of 1.29.0 gets the shape of no rows wrong: row 0 then stands in for none.
    int rows = Math.max(1, plan.rows());
    reserve(plan.tokens(), rows);
    memory.rows.setAtIndex(ValueLayout.JAVA_LONG, 0, 0);
    pack(plan);
    session.bindInput(GraphNames.INPUT_IDS, memory.ids, TensorType.INT64, tokenShape);
    session.bindInput(GraphNames.LOGIT_ROWS, memory.rows, TensorType.INT64, rows);
    session.bindOutput(GraphNames.TOP_LOGITS, memory.topLogits, TensorType.FLOAT, rows, candidates);
    session.bindOutput(GraphNames.TOP_IDS, memory.topIds, TensorType.INT64, rows, candidates);
    session.bindOutput(GraphNames.LOG_SUM_EXP, memory.logSumExp, TensorType.FLOAT, rows);
  }

  /// Reads the outputs of a run over `plan`.
  ///
  /// @throws ModelFaultException where a row's logits are no numbers
  StepResult result(StepPlan plan) {
    int rows = plan.rows();
    float[] logSumExp = new float[rows];
    MemorySegment.copy(memory.logSumExp, ValueLayout.JAVA_FLOAT, 0, logSumExp, 0, rows);
    int row = 0;
    for (StepPlan.Slice slice : plan.slices()) {
      for (int i = 0; i < slice.rows(); i++) {
        requireNumber(slice, logSumExp[row++]);
      }
    }
    float[] logits = new float[rows * candidates];
    MemorySegment.copy(memory.topLogits, ValueLayout.JAVA_FLOAT, 0, logits, 0, logits.length);
    int[] ids = new int[rows * candidates];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (int) memory.topIds.getAtIndex(ValueLayout.JAVA_LONG, i);
    }
    return new StepResult(candidates, ids, logits, logSumExp);
  }

  private static void requireNumber(StepPlan.Slice slice, float logSumExp) {
    if (!Float.isFinite(logSumExp)) {
      throw new ModelFaultException(
          "logits: log-sum-exp "
              + logSumExp
              + " for sequence "
              + slice.sequence()
              + " at position "
              + (slice.past() + slice.tokens().length - 1)
              + " (expected: a finite number)",
          true);
    }
  }

  private void pack(StepPlan plan) {
    int token = 0;
    int row = 0;
    for (StepPlan.Slice slice : plan.slices()) {
      for (int id : slice.tokens()) {
        memory.ids.setAtIndex(ValueLayout.JAVA_LONG, token++, id);
      }
      for (int i = slice.rows(); i > 0; i--) {
        memory.rows.setAtIndex(ValueLayout.JAVA_LONG, row++, token - i);
      }
    }
  }

  private void reserve(int tokens, int rows) {
    if (tokens > memory.tokenCapacity || rows > memory.rowCapacity) {
      Memory larger =
          new Memory(
              Math.max(grown(tokens), memory.tokenCapacity),
              Math.max(grown(rows), memory.rowCapacity),
              candidates);
      memory.arena.close();
      memory = larger;
    }
  }

  private static int grown(int size) {
    return Integer.highestOneBit(Math.max(1, size)) * 2;
  }

  @Override
  public void close() {
    memory.arena.close();
  }

  /// Buffers of one size.
  private static final class Memory {
    private final int tokenCapacity;
    private final int rowCapacity;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment ids;
    private final MemorySegment rows;
    private final MemorySegment topLogits;
    private final MemorySegment topIds;
    private final MemorySegment logSumExp;

    Memory(int tokenCapacity, int rowCapacity, int candidates) {
      this.tokenCapacity = tokenCapacity;
      this.rowCapacity = rowCapacity;
      long cells = (long) rowCapacity * candidates;
      this.ids = arena.allocate(ValueLayout.JAVA_LONG, tokenCapacity);
      this.rows = arena.allocate(ValueLayout.JAVA_LONG, rowCapacity);
      this.topLogits = arena.allocate(ValueLayout.JAVA_FLOAT, cells);
      this.topIds = arena.allocate(ValueLayout.JAVA_LONG, cells);
      this.logSumExp = arena.allocate(ValueLayout.JAVA_FLOAT, rowCapacity);
    }
  }
}
