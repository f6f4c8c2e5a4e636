package fapo.genrm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.engine.StepPlan.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// A scheduler, a {@link PagedMemory} and a model whose next token is a function of all tokens
/// before it and of the sample, and which ends by itself now and then. After every step everything
// that must hold is counted anew.
final class SimulatedEngine {
  final SchedulerLimits limits;
  final Scheduler scheduler;
  final PagedMemory memory;
  final Map<Long, Story> stories = new TreeMap<>();
  final NavigableMap<Long, Story> live = new TreeMap<>();
  final List<Event> events = new ArrayList<>();
  long now;
  int steps;

  private final int meanLength;

  /// @param meanLength after how many tokens the model ends by itself on average
  SimulatedEngine(SchedulerLimits limits, int meanLength) {
    this.limits = limits;
    this.meanLength = meanLength;
    this.scheduler = new Scheduler(limits);
    this.memory = new PagedMemory(limits.blocks(), limits.blockSize());
  }

  /// What is known of a sequence from outside.
  static final class Story {
    final Request request;
    final int sample;
    final long submitted;
    final List<Integer> tokens = new ArrayList<>();
    long[] prefixes = new long[16];

    /// Positions that have run at least once.
    int reached;

    /// Positions that ran again.
    int again;

    boolean ended;

    private Story(Request request, int sample, long submitted) {
      this.submitted = submitted;
      this.request = request;
      this.sample = sample;
      for (int token : request.prompt()) {
        add(token);
      }
    }

    void add(int token) {
      if (tokens.size() == prefixes.length) {
        prefixes = Arrays.copyOf(prefixes, prefixes.length * 2);
      }
      long before = tokens.isEmpty() ? 0 : prefixes[tokens.size() - 1];
      prefixes[tokens.size()] = PagedMemory.after(before, token);
      tokens.add(token);
    }

    /// What the model says next.
    Choice.Token next(int meanLength) {
      long drawn = PagedMemory.after(prefixes[tokens.size() - 1], 1000 + sample) >>> 8;
      return new Choice.Token((int) (drawn % 50), drawn / 50 % meanLength == 0);
    }

    int generated() {
      return tokens.size() - request.prompt().length;
    }
  }

  long submit(Request request) {
    return switch (scheduler.submit(request, now)) {
      case Admission.Accepted(long id) -> {
        for (int i = 0; i < request.samples(); i++) {
          Story story = new Story(request, i, now);
          stories.put(id + i, story);
          live.put(id + i, story);
        }
        yield id;
      }
      case Admission.Refused refused -> throw new AssertionError(refused);
    };
  }

  /// One step from plan to commit; an empty plan where there is nothing to do.
  StepPlan step() {
    StepPlan plan = plan();
    if (!plan.slices().isEmpty()) {
      commit(plan, run(plan));
    }
    return plan;
  }

  StepPlan plan() {
    Step step = scheduler.plan(now);
    check();
    return switch (step) {
      case Step.Run(StepPlan plan) -> checked(plan);
      case Step.Idle() -> {
        assertThat(scheduler.counters().waiting()).as("waiting while idle").isZero();
        yield new StepPlan(List.of());
      }
    };
  }

  /// Runs it on the device: the choices, in order of rows.
  List<Choice> run(StepPlan plan) {
    Set<Integer> written = new HashSet<>();
    List<Choice> choices = new ArrayList<>();
    for (Slice slice : plan.slices()) {
      Story story = story(slice.sequence());
      memory.run(slice, story.prefixes, written);
      int end = slice.past() + slice.tokens().length;
      story.again += Math.max(0, Math.min(end, story.reached) - slice.past());
      story.reached = Math.max(story.reached, end);
      if (slice.rows() > 0) {
        choices.add(story.next(meanLength));
      }
    }
    return choices;
  }

  void commit(StepPlan plan, List<Choice> choices) {
    int row = 0;
    for (Slice slice : plan.slices()) {
      if (slice.rows() > 0 && choices.get(row++) instanceof Choice.Token(int id, _)) {
        Story story = story(slice.sequence());
        if (!story.ended) {
          story.add(id);
        }
      }
    }
    scheduler.commit(plan, choices);
    steps++;
    now++;
    check();
  }

  void cancel(long request) {
    var _ = scheduler.cancel(request);
    check();
  }

  /// The device loses everything.
  void restart() {
    memory.lose();
    scheduler.restart(now);
    events.addAll(scheduler.drain());
    check();
  }

  void drain(int most) {
    int before = steps;
    while (!step().slices().isEmpty()) {
      assertThat(steps - before).as("steps until idle").isLessThan(most);
    }
  }

  Story story(long sequence) {
    Story story = stories.get(sequence);
    assertThat(story).as("sequence %d", sequence).isNotNull();
    return story;
  }

  <E extends Event> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private StepPlan checked(StepPlan plan) {
    assertThat(plan.tokens()).isBetween(1, limits.stepTokens());
    assertThat(plan.slices()).hasSizeLessThanOrEqualTo(limits.running());
    Set<Long> seen = new HashSet<>();
    boolean prompts = false;
    for (Slice slice : plan.slices()) {
      assertThat(seen.add(slice.sequence())).as("one slice a sequence").isTrue();
      Story story = story(slice.sequence());
      assertThat(story.ended).isFalse();
      int end = slice.past() + slice.tokens().length;
      assertThat(story.tokens.subList(slice.past(), end))
          .containsExactlyElementsOf(Arrays.stream(slice.tokens()).boxed().toList());
      assertThat(slice.rows()).isEqualTo(end == story.tokens.size() ? 1 : 0);
      assertThat(slice.blocks().length * limits.blockSize()).isGreaterThanOrEqualTo(end);
      boolean decode = story.generated() > 0 && slice.past() == story.tokens.size() - 1;
      assertThat(prompts && decode && !started(slice)).as("prompts before tokens").isFalse();
      prompts |= !decode;
      writesAlone(slice, end);
    }
    long decoding = scheduler.running.stream().filter(Sequence::decoding).count();
    assertThat(
            seen.containsAll(
                scheduler.running.stream().filter(Sequence::decoding).map(s -> s.id).toList()))
        .as("all %d continued sequences run", decoding)
        .isTrue();
    return plan;
  }

  /// Whether it was admitted for this step, with all but a token cached.
  private boolean started(Slice slice) {
    return events.reversed().stream()
        .takeWhile(event -> event instanceof Event.Started)
        .anyMatch(event -> event.sequence() == slice.sequence());
  }

  private void writesAlone(Slice slice, int end) {
    for (int i = slice.past() / limits.blockSize(); i * limits.blockSize() < end; i++) {
      assertThat(scheduler.cache.holders(slice.blocks()[i])).as("writers").isEqualTo(1);
    }
  }

  /// Blocks are held as often as they are counted, and every sequence ends once.
  void check() {
    Map<Integer, Integer> holders = new HashMap<>();
    for (Sequence sequence : scheduler.running) {
      for (int block : sequence.blocks().blocks()) {
        holders.merge(block, 1, Integer::sum);
      }
    }
    for (int block = 0; block < limits.blocks(); block++) {
      int counted = holders.getOrDefault(block, 0);
      if (scheduler.cache.holders(block) != counted) {
        assertThat(scheduler.cache.holders(block)).as("holders of %d", block).isEqualTo(counted);
      }
    }
    Counters counters = scheduler.counters();
    assertThat(counters.freeBlocks()).isEqualTo(limits.blocks() - holders.size());
    assertThat(counters.running()).isLessThanOrEqualTo(limits.running());
    for (Event event : scheduler.drain()) {
      events.add(event);
      follow(event);
    }
  }

  private void follow(Event event) {
    Story story = story(event.sequence());
    assertThat(story.ended).as("event after the end: %s", event).isFalse();
    switch (event) {
      case Event.Started(long id, _, _, _) -> startedInOrder(id);
      case Event.Preempted(long id) -> preemptedInOrder(id, story);
      case Event.Finished(_, _, int generated) -> {
        assertThat(generated).isEqualTo(story.generated());
        end(event.sequence(), story);
      }
      case Event.Expired _, Event.Cancelled _, Event.Failed _ -> end(event.sequence(), story);
    }
  }

  private void end(long id, Story story) {
    story.ended = true;
    live.remove(id);
  }

  /// Nobody older was waiting beyond the patience, but for a prefix that is being computed. With
  /// the next rule: the oldest one's wait is bounded, so everyone's is.
  private void startedInOrder(long id) {
    for (Map.Entry<Long, Story> older : live.headMap(id).entrySet()) {
      if (!overdue(older.getValue())) {
        return; // The later ones are not either.
      }
      Sequence sequence = scheduler.live.find(older.getKey());
      if (sequence != null && sequence.table == null) {
        assertThat(scheduler.cache.lookup(sequence.tokens).promised())
            .as("%d started before %d, which is overdue", id, older.getKey())
            .isTrue();
      }
    }
  }

  /// Whoever is overdue gives way only to older ones.
  private void preemptedInOrder(long id, Story story) {
    if (overdue(story)) {
      assertThat(scheduler.running).allMatch(other -> other.id < id);
    }
  }

  private boolean overdue(Story story) {
    return now - story.submitted >= limits.patience().toNanos();
  }
}
