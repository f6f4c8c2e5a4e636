package fapo.verifier.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Nanoseconds of a processor that the current thread had so far: a busy machine does not change
/// them.
public final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ProcessorTime() {}

  public static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
