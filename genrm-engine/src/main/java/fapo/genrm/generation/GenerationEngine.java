package fapo.genrm.generation;

import fapo.genrm.engine.Admission;
import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.generation.Outcome.Cause;
import fapo.genrm.tokenizer.TokenTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Generates text for many callers at once, with one model and one thread that owns it.
///
/// ```
/// submit ──▶ orders ──▶ ┌ plan ▸ model ▸ draw ▸ stops ┐ ──▶ Generation ──▶ callers, at their pace
///                       └────── engine's thread ──────┘
/// ```
///
/// Every generation ends with exactly one {@link Outcome}. While a step runs nothing can interrupt
/// the model; a second thread then ends the generations whose deadline or patience is over, and
/// their blocks are free once the step returns.
///
/// A fault of the model ends the generations of that step only. After a fault that it cannot
/// recover from, all end and {@link #state} says why: the engine is to be replaced. Safe for use by
/// several threads.
public final class GenerationEngine implements AutoCloseable {
  private final EngineSettings settings;
  private final int vocabulary;
  private final LongSupplier clock;
  private final EngineLoop loop;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final AtomicInteger submissions = new AtomicInteger();
  private final Set<Generation> live = ConcurrentHashMap.newKeySet();

  /// What callers attach to outcomes may block: not on the engine's thread.
  private final Executor finisher = Thread::startVirtualThread;

  private final Thread owner;
  private final Thread watch;
  private volatile State state = new State.Running();
  private volatile Figures figures;

  /// What the engine takes and does.
  public sealed interface State {
    record Running() implements State {}

    /// Takes nothing new and ends what it has.
    record Draining() implements State {}

    /// Does nothing any more.
    record Closed() implements State {}

    /// Does nothing any more, since the model cannot.
    record Broken(String why) implements State {}
  }

  private sealed interface Order {
    record Submit(Generation generation) implements Order {}

    record Cancel(Generation generation) implements Order {}

    /// Look at the state.
    record Wake() implements Order {}
  }

  /// Starts it.
  ///
  /// @param model is run by the engine's thread only
  /// @param clock in nanoseconds, from any origin, never decreasing
  public GenerationEngine(
      ForwardPass model, TokenTable table, EngineSettings settings, LongSupplier clock) {
    requireSameCache(model.cache(), settings);
    this.settings = settings;
    this.vocabulary = table.size();
    this.clock = clock;
    this.loop = new EngineLoop(model, table, settings, clock);
    this.figures = loop.figures();
    this.owner = Thread.ofPlatform().name("genrm-engine").daemon().start(this::own);
    this.watch = Thread.ofPlatform().name("genrm-watch").daemon().start(this::watch);
  }

  /// Takes a request, at once and without waiting. What speaks against it is an outcome too.
  ///
  /// @throws IllegalArgumentException where the prompt holds what is no token
  public Generation submit(GenerationRequest request) {
    requireTokens(request.prompt());
    Generation generation =
        new Generation(
            request, clock.getAsLong(), each -> orders.add(new Order.Cancel(each)), finisher);
    int waiting = submissions.incrementAndGet();
    if (!(state instanceof State.Running)) {
      submissions.decrementAndGet();
      var _ = generation.end(closed());
    } else if (waiting > settings.limits().waiting()) {
      submissions.decrementAndGet();
      var _ = generation.end(full(waiting));
    } else {
      live.add(generation);
      orders.add(new Order.Submit(generation));
      // The thread may have ended since the state was read.
      endIfClosed();
    }
    return generation;
  }

  public State state() {
    return state;
  }

  /// How things stood after the last step.
  public Figures figures() {
    return figures;
  }

  /// Takes nothing new, and waits for what there is.
  ///
  /// @return whether all has ended in time
  public boolean drain(Duration most) throws InterruptedException {
    change(new State.Draining());
    return owner.join(most);
  }

  /// Ends everything now, as {@link Cause#CLOSED}, then waits for the step that runs.
  @Override
  public void close() {
    change(new State.Closed());
    endIfClosed();
    boolean ownerInterrupted = join(owner);
    boolean watchInterrupted = join(watch);
    if (ownerInterrupted || watchInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private void change(State to) {
    synchronized (orders) {
      boolean over = state instanceof State.Closed || state instanceof State.Broken;
      if (!over) {
        state = to;
      }
    }
    orders.add(new Order.Wake());
  }

  private void own() {
    try {
      serve();
      change(new State.Closed());
    } catch (ModelFaultException fault) {
      change(new State.Broken(String.valueOf(fault.getMessage())));
    } catch (RuntimeException | Error failure) {
      // Whatever it is: nobody else can tell the callers.
      change(new State.Broken(failure.toString()));
    } finally {
      endAll();
    }
  }

  private void serve() {
    boolean busy = true;
    while (!(state instanceof State.Closed)) {
      int taken = take(busy);
      busy = loop.step();
      figures = loop.figures();
      if (!busy && taken == 0 && state instanceof State.Draining && orders.isEmpty()) {
        return;
      }
    }
  }

  /// Follows the orders there are; waits for one where there is nothing else to do.
  private int take(boolean busy) {
    List<Order> taken = new ArrayList<>();
    try {
      if (!busy && state instanceof State.Running) {
        taken.add(orders.take());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("engine thread interrupted (expected: never)", e);
    }
    var _ = orders.drainTo(taken);
    taken.forEach(this::follow);
    return taken.size();
  }

  private void follow(Order order) {
    switch (order) {
      case Order.Submit(Generation generation) -> {
        submissions.decrementAndGet();
        loop.submit(generation);
      }
      case Order.Cancel(Generation generation) -> loop.cancel(generation);
      case Order.Wake() -> {}
    }
  }

  private void endAll() {
    Outcome.Unavailable why = closed();
    loop.abandon(why.cause(), why.detail());
    live.forEach(generation -> generation.end(why));
    live.clear();
  }

  private void endIfClosed() {
    if (state instanceof State.Closed || state instanceof State.Broken) {
      live.forEach(generation -> generation.end(closed()));
    }
  }

  private Outcome.Unavailable closed() {
    return state instanceof State.Broken(String why)
        ? new Outcome.Unavailable(Cause.MODEL_FAULT, why)
        : new Outcome.Unavailable(Cause.CLOSED, "the engine is shutting down");
  }

  private Outcome.Refused full(int waiting) {
    return new Outcome.Refused(
        Admission.Reason.QUEUE_FULL,
        "waiting: %d sequences (expected: <= %d)".formatted(waiting, settings.limits().waiting()));
  }

  private void watch() {
    try {
      while (!owner.join(settings.watch())) {
        long now = clock.getAsLong();
        live.removeIf(Generation::ended);
        live.forEach(generation -> impatient(generation, now));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("watch interrupted (expected: never)", e);
    }
  }

  private static void impatient(Generation generation, long now) {
    GenerationRequest.Place place = generation.request().place();
    long progressed = generation.progressed;
    if (now - generation.submitted >= place.deadline().toNanos()) {
      generation.giveUp(Cause.DEADLINE, "no end within " + place.deadline());
    } else if (progressed != Long.MAX_VALUE
        && now - progressed >= place.tokenProgress().toNanos()) {
      generation.giveUp(Cause.NO_PROGRESS, "no token for " + place.tokenProgress());
    }
  }

  /// One such token would fail the step for all that are in it.
  private void requireTokens(int[] prompt) {
    for (int id : prompt) {
      if (id < 0 || id >= vocabulary) {
        throw new IllegalArgumentException(
            "prompt: token %d (expected: 0 to %d)".formatted(id, vocabulary - 1));
      }
    }
  }

  private static void requireSameCache(ForwardPass.CacheShape cache, EngineSettings settings) {
    ForwardPass.CacheShape assumed =
        new ForwardPass.CacheShape(settings.limits().blocks(), settings.limits().blockSize());
    if (!cache.equals(assumed)) {
      throw new IllegalArgumentException(
          "limits: %s (expected: the model's, %s)".formatted(assumed, cache));
    }
  }
}
