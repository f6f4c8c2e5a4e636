package fapo.genrm.generation;

import fapo.genrm.engine.Admission;
import fapo.genrm.engine.Choice;
import fapo.genrm.engine.Event;
import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.engine.Scheduler;
import fapo.genrm.engine.Step;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepResult;
import fapo.genrm.generation.Outcome.Cause;
import fapo.genrm.sampling.Drawn;
import fapo.genrm.sampling.Sampler;
import fapo.genrm.tokenizer.TokenTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the engine's thread does: orders, plan, model, tokens, events, and again. Everything here
/// is that thread's alone, but that the texts of a wide step are read on several while it waits.
final class EngineLoop {
  /// So many texts are read on several threads; each belongs to one row, and fewer are read sooner
  /// than other threads wake.
  private static final int MANY_ROWS = 64;

  private final ForwardPass model;
  private final TokenTable table;
  private final EngineSettings settings;
  private final LongSupplier clock;
  private final Scheduler scheduler;
  private final Sampler sampler = new Sampler();
  private final Map<Long, Draft> drafts = new HashMap<>();
  private final Map<Generation, Long> sequences = new HashMap<>();
  private long planning;
  private long running;
  private long drawing;

  EngineLoop(ForwardPass model, TokenTable table, EngineSettings settings, LongSupplier clock) {
    this.model = model;
    this.table = table;
    this.settings = settings;
    this.clock = clock;
    this.scheduler = new Scheduler(settings.limits());
  }

  void submit(Generation generation) {
    if (generation.ended()) {
      return;
    }
    long now = clock.getAsLong();
    switch (scheduler.submit(generation.request().scheduled(generation.submitted), now)) {
      case Admission.Accepted(long sequence) -> {
        drafts.put(sequence, new Draft(generation, table, settings.endOfSequence()));
        sequences.put(generation, sequence);
      }
      case Admission.Refused(Admission.Reason reason, String message) -> {
        var _ = generation.end(refusal(reason, message));
      }
    }
  }

  /// A deadline that passed before the request was looked at is no mistake of the request.
  private static Outcome refusal(Admission.Reason reason, String message) {
    return reason == Admission.Reason.DEADLINE_PASSED
        ? new Outcome.Unavailable(Cause.DEADLINE, message)
        : new Outcome.Refused(reason, message);
  }

  void cancel(Generation generation) {
    @Nullable Long sequence = sequences.get(generation);
    if (sequence != null) {
      var _ = scheduler.cancel(sequence);
      tell();
    }
  }

  /// One step of the model.
  ///
  /// @return whether there was anything to run
  /// @throws ModelFaultException where the model cannot run any more
  boolean step() {
    long began = clock.getAsLong();
    Step step = scheduler.plan(began);
    tell();
    planning += clock.getAsLong() - began;
    return switch (step) {
      case Step.Idle() -> false;
      case Step.Run(StepPlan plan) -> {
        run(plan);
        tell();
        yield true;
      }
    };
  }

  Figures figures() {
    return new Figures(scheduler.counters(), planning, running, drawing);
  }

  /// Ends all that have not ended.
  void abandon(Cause cause, String detail) {
    drafts.values().forEach(draft -> draft.generation.end(new Outcome.Unavailable(cause, detail)));
    drafts.clear();
    sequences.clear();
  }

  private void run(StepPlan plan) {
    long began = clock.getAsLong();
    try {
      StepResult result = model.run(plan);
      long ran = clock.getAsLong();
      running += ran - began;
      commit(plan, result, ran);
      drawing += clock.getAsLong() - ran;
    } catch (ModelFaultException fault) {
      running += clock.getAsLong() - began;
      scheduler.fail(plan, String.valueOf(fault.getMessage()));
      if (!fault.recoverable()) {
        throw fault;
      }
    }
  }

  private void commit(StepPlan plan, StepResult result, long now) {
    if (result.rows() != plan.rows()) {
      throw new ModelFaultException(
          "rows: %d (expected: %d, those of the plan)".formatted(result.rows(), plan.rows()), true);
    }
    List<Draft> rows = new ArrayList<>(plan.rows());
    for (StepPlan.Slice slice : plan.slices()) {
      if (slice.rows() > 0) {
        rows.add(draft(slice.sequence()));
      } else {
        draft(slice.sequence()).generation.progressed = now;
      }
    }
    List<Drawn> drawn = sampler.sample(result, rows.stream().map(Draft::draw).toList());
    IntStream numbers = IntStream.range(0, rows.size());
    List<Choice> choices =
        (rows.size() < MANY_ROWS ? numbers : numbers.parallel())
            .mapToObj(row -> rows.get(row).accept(drawn.get(row), result, row, now))
            .toList();
    scheduler.commit(plan, choices);
  }

  private void tell() {
    for (Event event : scheduler.drain()) {
      tell(event);
    }
  }

  private void tell(Event event) {
    long now = clock.getAsLong();
    switch (event) {
      case Event.Started started -> draft(event.sequence()).started(started, now);
      case Event.Preempted _ -> draft(event.sequence()).preempted();
      case Event.Finished _ -> {
        Draft draft = draft(event.sequence());
        end(event, draft.finished(now));
      }
      case Event.Expired _ ->
          end(event, new Outcome.Unavailable(Cause.DEADLINE, "its deadline passed"));
      case Event.Cancelled _ -> end(event, new Outcome.Unavailable(Cause.CANCELLED, "cancelled"));
      case Event.Failed(_, String why) ->
          end(event, new Outcome.Unavailable(Cause.MODEL_FAULT, why));
    }
  }

  private void end(Event event, Outcome outcome) {
    Draft draft = draft(event.sequence());
    drafts.remove(event.sequence());
    sequences.remove(draft.generation);
    var _ = draft.generation.end(outcome);
  }

  private Draft draft(long sequence) {
    Draft draft = drafts.get(sequence);
    if (draft == null) {
      throw new IllegalStateException("sequence " + sequence + ": unknown (expected: submitted)");
    }
    return draft;
  }
}
