package fapo.genrm.generation;

import fapo.genrm.engine.Counters.Totals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// An engine that is replaced, model and all, when its model cannot run any more.
///
/// What is under way then ends as {@link Outcome.Cause#MODEL_FAULT}, and so does what is submitted
/// until the next one runs. No engine takes requests before it has answered the warm-up. Safe for
/// use by several threads.
public final class SupervisedEngine implements AutoCloseable {
  /// Sequences that fail one after the other, no step between them done, until a model that calls
  /// its faults recoverable is no longer believed.
  private static final int HOPELESS = 16;

  private final Supplier<Unit> starter;
  private final GenerationRequest warmUp;
  private final Restarts restarts;
  private final LongSupplier clock;
  private final Consumer<Health> changed;
  private final Deque<Long> replaced = new ArrayDeque<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread supervisor;
  private volatile Unit unit;
  private volatile Health health = new Health.Running();
  private final AtomicInteger replacements = new AtomicInteger();

  /// Whether the unit is closed. The supervisor's alone; after its end, of whoever closes.
  private volatile boolean closed;

  /// An engine and the model it runs.
  ///
  /// @param closeModel runs after the engine is closed, once
  public record Unit(GenerationEngine engine, Runnable closeModel) {
    private void close() {
      engine.close();
      closeModel.run();
    }
  }

  /// How often an engine is replaced before it is given up.
  ///
  /// @param most replacements within `within`, at least 0
  /// @param pause before the first of them, doubled for each that follows within `within`
  /// @param watch how often it is looked at
  public record Restarts(int most, Duration within, Duration pause, Duration watch) {
    /// Three in ten minutes, after one, two and four seconds.
    public static final Restarts DEFAULT =
        new Restarts(3, Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofMillis(250));

    public Restarts {
      if (most < 0) {
        throw new IllegalArgumentException("most: " + most + " (expected: >= 0)");
      }
    }
  }

  /// How it stands.
  public sealed interface Health {
    record Running() implements Health {}

    /// The next one is being started.
    record Replacing(String why) implements Health {}

    /// Takes nothing new and ends what it has, or has ended.
    record Stopping() implements Health {}

    /// Given up: only a new process can help.
    record Lost(String why) implements Health {}
  }

  /// Starts the first engine and warms it up.
  ///
  /// @param starter opens a model and starts an engine on it
  /// @param warmUp runs through each engine before it takes others
  /// @param clock in nanoseconds, from any origin, never decreasing
  /// @param changed is told each health after the first
  /// @throws IllegalStateException where the model does not answer the warm-up
  public SupervisedEngine(
      Supplier<Unit> starter,
      GenerationRequest warmUp,
      Restarts restarts,
      LongSupplier clock,
      Consumer<Health> changed) {
    this.starter = starter;
    this.warmUp = warmUp;
    this.restarts = restarts;
    this.clock = clock;
    this.changed = changed;
    this.unit = started();
    this.supervisor = Thread.ofPlatform().name("genrm-supervisor").daemon().start(this::supervise);
  }

  /// Takes a request as {@link GenerationEngine#submit} does.
  public Generation submit(GenerationRequest request) {
    return unit.engine().submit(request);
  }

  public Health health() {
    return health;
  }

  /// Of the engine that runs, or ran last: totals begin again with each.
  public Figures figures() {
    return unit.engine().figures();
  }

  /// Engines that took the place of one that broke.
  public int replacements() {
    return replacements.get();
  }

  /// Takes nothing new, and waits for what there is; a broken engine is not replaced any more.
  ///
  /// @return whether all has ended in time
  public boolean drain(Duration most) throws InterruptedException {
    endSupervision();
    return unit.engine().drain(most);
  }

  @Override
  public void close() {
    endSupervision();
    boolean interrupted = false;
    while (supervisor.isAlive()) {
      try {
        supervisor.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    synchronized (this) {
      if (!closed) {
        closed = true;
        unit.close();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void endSupervision() {
    stop.countDown();
    if (!(health instanceof Health.Lost)) {
      health = new Health.Stopping();
    }
  }

  private void supervise() {
    Totals before = figures().counters().totals();
    try {
      while (!(health instanceof Health.Lost)
          && !stop.await(restarts.watch().toNanos(), TimeUnit.NANOSECONDS)) {
        Totals now = figures().counters().totals();
        boolean hopeless = now.failed() - before.failed() >= HOPELESS;
        if (now.steps() != before.steps()) {
          before = now;
        }
        if (unit.engine().state() instanceof GenerationEngine.State.Broken(String why)) {
          replace(why);
          before = figures().counters().totals();
        } else if (hopeless) {
          replace("%d sequences failed and no step was done".formatted(HOPELESS));
          before = figures().counters().totals();
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("supervisor interrupted (expected: never)", e);
    }
  }

  private void replace(String fault) throws InterruptedException {
    become(new Health.Replacing(fault));
    unit.close();
    closed = true;
    String why = fault;
    while (true) {
      long now = clock.getAsLong();
      replaced.removeIf(at -> now - at > restarts.within().toNanos());
      if (replaced.size() >= restarts.most()) {
        become(new Health.Lost(why));
        return;
      }
      long pause = restarts.pause().toNanos() << replaced.size();
      replaced.add(now);
      if (stop.await(pause, TimeUnit.NANOSECONDS)) {
        return;
      }
      try {
        unit = started();
        closed = false;
        replacements.incrementAndGet();
        become(new Health.Running());
        return;
      } catch (RuntimeException | OutOfMemoryError failure) {
        // Whatever kept it from starting, the next attempt may not meet it.
        why = failure.toString();
        become(new Health.Replacing(why));
      }
    }
  }

  private void become(Health next) {
    synchronized (this) {
      if (stop.getCount() == 0) {
        return;
      }
      health = next;
    }
    changed.accept(next);
  }

  private Unit started() {
    Unit next = starter.get();
    boolean warm = false;
    try {
      Outcome outcome = next.engine().submit(warmUp).follow(_ -> {});
      if (!(outcome instanceof Outcome.Generated)) {
        throw new IllegalStateException("warm-up: " + outcome + " (expected: a generated text)");
      }
      warm = true;
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the model warmed up", e);
    } finally {
      if (!warm) {
        next.close();
      }
    }
  }
}
