package fapo.genrm.onnx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/// What a model holds open, closed in reverse order, also where opening fails midway.
final class Resources implements AutoCloseable {
  private final Deque<Runnable> closers = new ArrayDeque<>();

  /// @param closer frees a resource that was opened just now
  void add(Runnable closer) {
    closers.push(closer);
  }

  /// Opens something that adds its resources here; where it fails, those are closed.
  static <T> T open(Function<Resources, T> opening) {
    Resources resources = new Resources();
    boolean opened = false;
    try {
      T result = opening.apply(resources);
      opened = true;
      return result;
    } finally {
      if (!opened) {
        resources.close();
      }
    }
  }

  @Override
  public void close() {
    while (!closers.isEmpty()) {
      closers.pop().run();
    }
  }
}
