package fapo.verifier.measure;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/// What the garbage collector did so far.
///
/// @param millis spent in it
record Collected(long count, long millis) {

  static Collected now() {
    long count = 0;
    long millis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += Math.max(0, collector.getCollectionCount());
      millis += Math.max(0, collector.getCollectionTime());
    }
    return new Collected(count, millis);
  }

  Collected since(Collected earlier) {
    return new Collected(count - earlier.count, millis - earlier.millis);
  }
}
