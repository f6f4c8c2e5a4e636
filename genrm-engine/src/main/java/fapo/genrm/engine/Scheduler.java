package fapo.genrm.engine;

import fapo.genrm.engine.StepPlan.Slice;
import fapo.genrm.engine.cache.KvCache;
import fapo.genrm.engine.cache.Prefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides which tokens run in which step.
///
/// ```
/// submit ─▶ waiting ──admit──▶ running ──commit──▶ finished
///              ▲                  │
///              └────preempt───────┘      cancelled, expired, failed from either side
/// ```
///
/// A step holds first one token of every sequence that is being continued, then prompts, in chunks,
/// as far as the budget of tokens goes, then sequences that wait, as far as the blocks go. A
/// sequence is admitted once there are blocks for all its tokens, so only continuations ask for
/// blocks later on. Where none is left, the sequence that matters least gives back all of its own,
/// and computes its tokens again when it is admitted again: preemption by recomputation.
///
/// Order and blocks: {@link FairQueue}, {@link KvCache}. Not safe for use by several threads. Knows
/// no clock: `now` is in nanoseconds from any origin and must not decrease. The same calls give the
/// same plans.
public final class Scheduler {
  /// How many waiting sequences are looked at in one step, those included that wait for a prefix
  /// that is being computed. Bounds the time of a step.
  private static final int LOOK_AHEAD = 256;

  /// One block of so many is left out of account when a sequence is admitted. In a simulation of
  /// 1,600 critiques, 512 at a time on one H200, there were 152 preemptions with none left out, 9
  /// with one of 40, none with one of 20; more only costs places.
  private static final int MARGIN = 20;

  private final SchedulerLimits limits;
  private final Gate gate;
  private final FairQueue waiting;
  private final Forecast forecast;
  final KvCache cache;
  final List<Sequence> running = new ArrayList<>();
  final Roster live = new Roster();
  private final Journal journal = new Journal();
  private @Nullable StepPlan underWay;
  private long nextId = 1;

  public Scheduler(SchedulerLimits limits) {
    this.limits = limits;
    this.gate = new Gate(limits);
    this.waiting = new FairQueue(limits.patience().toNanos());
    this.forecast = new Forecast(limits.blockSize(), limits.typicalNewTokens());
    this.cache = new KvCache(limits.blocks(), limits.blockSize());
  }

  /// Takes a request, or says why it can never run, or not now.
  public Admission submit(Request request, long now) {
    Admission.Refused refused = gate.refusal(request, waiting.size(), now);
    if (refused != null) {
      return refused;
    }
    long first = nextId;
    for (int i = 0; i < request.samples(); i++) {
      Sequence sequence =
          new Sequence(nextId++, first, request, cache.chain(request.prompt()), now);
      live.add(sequence);
      waiting.add(sequence);
    }
    return new Admission.Accepted(first);
  }

  /// What to run next. A plan must be committed, rolled back or failed before the next is asked
  /// for.
  ///
  /// @throws IllegalStateException where a plan is under way
  public Step plan(long now) {
    requireNoneUnderWay();
    expire(now);
    makeRoom(now);
    StepDraft draft = new StepDraft(limits.stepTokens());
    // Nobody is admitted behind a prompt that is not through, so it is the last of these: all the
    // continuations come before it, and leave it a token, since there are no more places than that.
    running.forEach(draft::add);
    admit(draft, now);
    Step step = draft.step();
    underWay = step instanceof Step.Run(StepPlan plan) ? plan : null;
    return step;
  }

  /// The plan has run.
  ///
  /// @param plan the one under way, here as below; else an {@link IllegalStateException}
  /// @param choices one for each row of logits, in packed order
  /// @throws IllegalArgumentException where they are not as many as the rows
  public void commit(StepPlan plan, List<Choice> choices) {
    if (choices.size() != plan.rows()) {
      throw new IllegalArgumentException(
          "choices: %d (expected: %d, the rows of the plan)"
              .formatted(choices.size(), plan.rows()));
    }
    close(plan);
    journal.ranStep();
    Iterator<Choice> rows = choices.iterator();
    for (Slice slice : plan.slices()) {
      @Nullable Choice choice = slice.rows() > 0 ? rows.next() : null;
      Sequence sequence = live.find(slice.sequence());
      if (sequence == null) {
        continue; // It was cancelled while the plan was under way.
      }
      filled(sequence, slice.tokens().length);
      if (choice != null) {
        chosen(sequence, choice);
      }
    }
  }

  /// The plan has not run and will not: its tokens will be part of the next one.
  public void rollback(StepPlan plan) {
    close(plan);
    for (Sequence sequence : running) {
      if (sequence.decoding()) {
        cache.trim(sequence.blocks(), sequence.blocks().filled());
      }
    }
  }

  /// The plan has failed, and with it all its sequences. What their blocks hold is not used again.
  public void fail(StepPlan plan, String why) {
    close(plan);
    for (Slice slice : plan.slices()) {
      Sequence sequence = live.find(slice.sequence());
      if (sequence != null) {
        fail(sequence, why);
      }
    }
  }

  /// The device has lost what its blocks held, and a plan under way with it: all running sequences
  /// are preempted and keep their tokens.
  public void restart(long now) {
    underWay = null;
    List.copyOf(running).forEach(sequence -> preempt(sequence, now));
    cache.clear();
  }

  /// Ends all samples of a request that have not ended; their blocks are free at once. Where a plan
  /// is under way, their rows in it are ignored.
  ///
  /// @param request as accepted; unknown ones are ignored
  /// @return how many samples that were
  public int cancel(long request) {
    List<Sequence> samples = live.samples(request);
    samples.forEach(sequence -> end(sequence, new Event.Cancelled(sequence.id)));
    return samples.size();
  }

  /// What happened since this was last asked, in order.
  public List<Event> drain() {
    return journal.drain();
  }

  public Counters counters() {
    return new Counters(
        waiting.size(), running.size(), limits.blocks(), cache.available(), journal.totals());
  }

  private void expire(long now) {
    live.late(now).forEach(sequence -> end(sequence, new Event.Expired(sequence.id)));
  }

  /// Sees to it that each sequence that is being continued has a position for its token.
  private void makeRoom(long now) {
    while (running.stream().filter(this::lacksBlock).count() > cache.available()) {
      preempt(Collections.max(running, waiting.givingWay(now)), now);
    }
    running.stream().filter(this::lacksBlock).forEach(sequence -> cache.grow(sequence.blocks()));
  }

  private boolean lacksBlock(Sequence sequence) {
    return !cache.covers(sequence.blocks(), sequence.tokens.size());
  }

  private void admit(StepDraft draft, long now) {
    List<Sequence> deferred = new ArrayList<>();
    for (int looked = 0; looked < LOOK_AHEAD && hasPlace(draft); looked++) {
      Sequence sequence = waiting.next(now);
      if (sequence == null) {
        break;
      }
      Prefix prefix = cache.lookup(sequence.tokens);
      if (prefix.promised()) {
        waiting.remove(sequence);
        deferred.add(sequence);
      } else if (fits(sequence, prefix)) {
        start(sequence, prefix, now);
        draft.add(sequence);
      } else {
        // Whoever is next stays next: smaller ones that slip past would starve it.
        break;
      }
    }
    deferred.forEach(waiting::add);
  }

  private boolean hasPlace(StepDraft draft) {
    return draft.room() > 0 && running.size() < limits.running();
  }

  /// Whether there are blocks for it now, and by all expectation later. Alone, it always fits.
  private boolean fits(Sequence sequence, Prefix prefix) {
    int cost = cache.cost(sequence.tokens, prefix);
    if (running.isEmpty() || cost > cache.available()) {
      return running.isEmpty();
    }
    int held = limits.blocks() - cache.available();
    return forecast.peak(held, running, sequence, cost)
        <= limits.blocks() - limits.blocks() / MARGIN;
  }

  private void start(Sequence sequence, Prefix prefix, long now) {
    sequence.table = cache.open(sequence.tokens, prefix);
    waiting.start(sequence);
    running.add(sequence);
    journal.tell(
        new Event.Started(
            sequence.id,
            now - sequence.waitsSince,
            sequence.blocks().filled(),
            sequence.preempted));
  }

  private void filled(Sequence sequence, int count) {
    journal.ranTokens(count, sequence.decoding());
    cache.fill(sequence.blocks(), sequence.tokens, count);
  }

  private void chosen(Sequence sequence, Choice choice) {
    switch (choice) {
      case Choice.Fault(String why) -> fail(sequence, why);
      case Choice.Token(int id, boolean last) -> {
        sequence.tokens.add(id);
        if (last || sequence.complete()) {
          forecast.observe(sequence.generated());
          Event.End how = last ? Event.End.STOP : Event.End.LENGTH;
          end(sequence, new Event.Finished(sequence.id, how, sequence.generated()));
        }
      }
    }
  }

  private void preempt(Sequence sequence, long now) {
    stop(sequence);
    sequence.preempted = true;
    sequence.waitsSince = now;
    waiting.add(sequence);
    journal.tell(new Event.Preempted(sequence.id));
  }

  private void fail(Sequence sequence, String why) {
    cache.distrust(sequence.blocks());
    end(sequence, new Event.Failed(sequence.id, why));
  }

  private void end(Sequence sequence, Event event) {
    if (sequence.table == null) {
      waiting.remove(sequence);
    } else {
      stop(sequence);
    }
    live.remove(sequence);
    journal.tell(event);
  }

  /// Takes its blocks and its place.
  private void stop(Sequence sequence) {
    cache.close(sequence.blocks(), sequence.tokens);
    sequence.table = null;
    running.remove(sequence);
    waiting.leave(sequence);
  }

  private void close(StepPlan plan) {
    if (!plan.equals(underWay)) {
      throw new IllegalStateException("plan: not the last one (expected: the one under way)");
    }
    underWay = null;
  }

  private void requireNoneUnderWay() {
    if (underWay != null) {
      throw new IllegalStateException(
          "plan under way: %d tokens (expected: none)".formatted(underWay.tokens()));
    }
  }
}
