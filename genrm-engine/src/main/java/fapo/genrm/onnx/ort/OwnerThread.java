package fapo.genrm.onnx.ort;

import org.jspecify.annotations.Nullable;

/// Holds native resources to one thread: the first that uses them owns them, until it ends.
///
/// So a session may be opened by the thread that starts a service, run by the engine's thread, and
/// closed by whoever stops the service once the engine's thread has ended.
final class OwnerThread {
  private @Nullable Thread owner;

  /// Claims the resources where no living thread owns them.
  ///
  /// @throws WrongThreadException where another thread does
  synchronized void check() {
    Thread current = Thread.currentThread();
    if (owner == current) {
      return;
    }
    if (owner != null && owner.isAlive()) {
      throw new WrongThreadException(
          "thread: " + current.getName() + " (expected: the owner, " + owner.getName() + ")");
    }
    owner = current;
  }

  /// Checks that the calling thread may close what has an owner.
  synchronized void checkClose() {
    if (owner != null) {
      check();
    }
  }
}
