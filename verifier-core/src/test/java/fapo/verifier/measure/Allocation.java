package fapo.verifier.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Bytes allocated by the current thread so far.
public final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  public static long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
