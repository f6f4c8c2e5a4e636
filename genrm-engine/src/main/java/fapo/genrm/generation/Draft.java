package fapo.genrm.generation;

import fapo.genrm.engine.Choice;
import fapo.genrm.engine.Event;
import fapo.genrm.engine.StepResult;
import fapo.genrm.generation.Outcome.Finish;
import fapo.genrm.sampling.Drawn;
import fapo.genrm.sampling.LoopDetector;
import fapo.genrm.sampling.Sampler;
import fapo.genrm.sampling.StopStrings;
import fapo.genrm.sampling.VerdictReading;
import fapo.genrm.sampling.VerdictWatch;
import fapo.genrm.tokenizer.Detokenizer;
import fapo.genrm.tokenizer.TokenTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A generation under way, as the engine's thread sees it: its tokens, and what they are as text.
/// Whether its sequence is preempted in between makes no difference here.
final class Draft {
  final Generation generation;
  private final Set<Integer> ends;
  private final Detokenizer detokenizer;
  private final StopStrings text;
  private final Optional<VerdictWatch> verdict;
  private final Optional<LoopDetector> loops;
  private final List<Integer> tokens = new ArrayList<>();
  private @Nullable Finish finish;
  private int preemptions;
  private int cached;
  private long started;
  private long first;

  /// @param ends tokens with which the model ends a text
  Draft(Generation generation, TokenTable table, Set<Integer> ends) {
    StopRules stops = generation.request().stops();
    this.generation = generation;
    this.ends = ends;
    this.detokenizer = new Detokenizer(table);
    this.text = new StopStrings(stops.strings());
    this.verdict = stops.verdict().map(rule -> new VerdictWatch(rule, table::spelling));
    this.loops = stops.loops().map(LoopDetector::new);
  }

  /// How the next token is drawn.
  Sampler.Draw draw() {
    return new Sampler.Draw(generation.request().sampling(), tokens.size());
  }

  /// It was given blocks.
  void started(Event.Started event, long now) {
    if (!event.resumed()) {
      started = now;
      cached = event.cached();
    }
    generation.progressed = now;
  }

  /// Its wait for blocks is not counted as a lack of progress.
  void preempted() {
    preemptions++;
    generation.progressed = Long.MAX_VALUE;
  }

  /// Takes what was drawn from a row.
  Choice accept(Drawn drawn, StepResult result, int row, long now) {
    return switch (drawn) {
      case Drawn.Unusable(String why) -> new Choice.Fault(why);
      case Drawn.Token(int id, _) -> {
        first = tokens.isEmpty() ? now : first;
        generation.progressed = now;
        tokens.add(id);
        finish = finishWith(id, result, row);
        generation.append(text.release());
        yield new Choice.Token(id, finish != null);
      }
    };
  }

  private @Nullable Finish finishWith(int id, StepResult result, int row) {
    if (ends.contains(id)) {
      return Finish.END_OF_SEQUENCE;
    }
    String piece = detokenizer.accept(id);
    boolean settled = verdict.isPresent() && verdict.get().accept(piece, id, result, row);
    if (text.accept(piece)) {
      return Finish.STOP_STRING;
    }
    if (settled) {
      return Finish.VERDICT;
    }
    return loops.isPresent() && loops.get().accept(id) ? Finish.LOOP : null;
  }

  /// No token follows.
  Outcome.Generated finished(long now) {
    Finish how = finish == null ? Finish.LENGTH : finish;
    if (how != Finish.STOP_STRING) {
      var _ = text.accept(detokenizer.finish());
    }
    generation.append(text.releaseAll());
    Optional<VerdictReading> reading = verdict.flatMap(VerdictWatch::reading);
    return new Outcome.Generated(text.text(), tokens, how, reading, cost(now));
  }

  private Outcome.Cost cost(long now) {
    int prompt = generation.request().prompt().length;
    return new Outcome.Cost(prompt, cached, preemptions, since(started), since(first), since(now));
  }

  private Duration since(long then) {
    return Duration.ofNanos(then - generation.submitted);
  }
}
