package fapo.genrm.onnx.attention;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Floats at native addresses. No access is checked against the bounds of what was allocated: the
/// attention of a step touches addresses that were derived from a checked plan.
final class NativeFloats {
  /// At most 512 bits, so that a vector of keys always fits a block of 16.
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() > 512
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  static final int LANES = SPECIES.length();

  @SuppressWarnings("restricted") // addresses come from allocations of this process
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private NativeFloats() {}

  static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(SPECIES, MEMORY, address, ByteOrder.LITTLE_ENDIAN);
  }

  static void set(long address, float value) {
    MEMORY.set(ValueLayout.JAVA_FLOAT, address, value);
  }

  static void read(long address, float[] to, int index, int count) {
    MemorySegment.copy(MEMORY, ValueLayout.JAVA_FLOAT, address, to, index, count);
  }

  static void write(float[] from, int index, long address, int count) {
    MemorySegment.copy(from, index, MEMORY, ValueLayout.JAVA_FLOAT, address, count);
  }

  static void copy(long from, long to, int count) {
    MemorySegment.copy(MEMORY, from, MEMORY, to, (long) count * Float.BYTES);
  }
}
