package fapo.genrm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.engine.Request.Priority;
import fapo.genrm.engine.cache.KvCache;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FairQueueTest {
  private static final long PATIENCE = 1000;
  private static final List<Priority> PRIORITIES = List.of(Priority.values());

  private final FairQueue queue = new FairQueue(PATIENCE);
  private final KvCache cache = new KvCache(1, 4);
  private long nextId = 1;

  @Test
  void takesTheHigherPriorityFirst() {
    add("a", 0, Priority.BACKGROUND);
    add("a", 0, Priority.NORMAL);
    Sequence urgent = add("a", 0, Priority.URGENT);
    assertThat(queue.next(0)).isSameAs(urgent);
  }

  @Test
  void takesTheOldestStepOfACallerFirst() {
    add("a", 7, Priority.NORMAL);
    Sequence older = add("a", 3, Priority.NORMAL);
    assertThat(queue.next(0)).isSameAs(older);
  }

  @Test
  void takesCallersInTurn() {
    for (int i = 0; i < 4; i++) {
      add("many", 0, Priority.NORMAL);
    }
    add("few", 0, Priority.NORMAL);
    add("few", 0, Priority.NORMAL);
    assertThat(callers(6)).containsExactly("many", "few", "many", "few", "many", "many");
  }

  /// A caller whose sequences end at once gets no more places than one whose sequences stay.
  @Test
  void takesTheCallerWithTheFewestRunning() {
    add("long", 0, Priority.NORMAL);
    add("long", 0, Priority.NORMAL);
    add("short", 0, Priority.NORMAL);
    add("short", 0, Priority.NORMAL);
    Sequence first = start();
    Sequence second = start();
    assertThat(first.request.caller()).isEqualTo("long");
    queue.leave(second);
    assertThat(queue.next(0).request.caller()).isEqualTo("short");
  }

  @Test
  void takesCallersInTurnWhereNoneStays() {
    for (int i = 0; i < 3; i++) {
      add("a", 0, Priority.NORMAL);
    }
    add("b", 0, Priority.NORMAL);
    queue.leave(start());
    assertThat(queue.next(0).request.caller()).isEqualTo("b");
  }

  @Test
  void takesThePreemptedBeforeNewOnes() {
    add("a", 0, Priority.NORMAL);
    Sequence preempted = sequence("a", 9, Priority.NORMAL);
    preempted.preempted = true;
    queue.add(preempted);
    assertThat(queue.next(0)).isSameAs(preempted);
  }

  @Test
  void takesTheOldestBeyondThePatienceBeforeAll() {
    Sequence background = add("a", 9, Priority.BACKGROUND);
    Sequence urgent = add("a", 0, Priority.URGENT);
    assertThat(queue.next(PATIENCE - 1)).isSameAs(urgent);
    assertThat(queue.next(PATIENCE)).isSameAs(background);
  }

  /// Against sorting all that wait.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithSorting(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sequence> waiting = new ArrayList<>();
    List<Sequence> running = new ArrayList<>();
    Map<String, Long> turns = new HashMap<>();
    long turn = 0;
    for (long now = 0; now < 4000; now++) {
      int what = random.nextInt(5);
      if (what <= 1) {
        waiting.add(addRandom(random, now));
      } else if (what == 2 && !waiting.isEmpty()) {
        Sequence next = queue.next(now);
        assertThat(next).isSameAs(sorted(waiting, running, turns, now));
        queue.start(next);
        waiting.remove(next);
        running.add(next);
        turns.put(line(next), ++turn);
      } else if (what == 3 && !running.isEmpty()) {
        Sequence leaving = running.remove(random.nextInt(running.size()));
        queue.leave(leaving);
        forget(leaving, waiting, running, turns);
        if (random.nextBoolean()) {
          leaving.preempted = true;
          queue.add(leaving);
          waiting.add(leaving);
        }
      } else if (what == 4 && random.nextInt(3) == 0 && !waiting.isEmpty()) {
        Sequence gone = waiting.remove(random.nextInt(waiting.size()));
        queue.remove(gone);
        forget(gone, waiting, running, turns);
      }
      assertThat(queue.size()).isEqualTo(waiting.size());
    }
  }

  private static void forget(
      Sequence gone, List<Sequence> waiting, List<Sequence> running, Map<String, Long> turns) {
    if (waiting.stream().noneMatch(other -> line(other).equals(line(gone)))
        && running.stream().noneMatch(other -> line(other).equals(line(gone)))) {
      turns.remove(line(gone));
    }
  }

  private static Sequence sorted(
      List<Sequence> waiting, List<Sequence> running, Map<String, Long> turns, long now) {
    Sequence oldest = waiting.stream().min(Sequence.BY_AGE).orElseThrow();
    if (now - oldest.submitted >= PATIENCE) {
      return oldest;
    }
    // Who of its line is first, then which line.
    Comparator<Sequence> within =
        Comparator.comparing((Sequence sequence) -> !sequence.preempted)
            .thenComparingLong(sequence -> sequence.request.step())
            .thenComparing(Sequence.BY_AGE);
    return waiting.stream()
        .filter(
            sequence ->
                waiting.stream()
                    .filter(other -> line(other).equals(line(sequence)))
                    .noneMatch(other -> within.compare(other, sequence) < 0))
        .min(
            Comparator.comparing(
                    (Sequence sequence) -> sequence.request.priority(), Comparator.reverseOrder())
                .thenComparing(sequence -> !sequence.preempted)
                .thenComparingLong(
                    sequence ->
                        running.stream()
                            .filter(other -> line(other).equals(line(sequence)))
                            .count())
                .thenComparingLong(sequence -> turns.getOrDefault(line(sequence), 0L))
                .thenComparing(Sequence.BY_AGE))
        .orElseThrow();
  }

  private static String line(Sequence sequence) {
    return sequence.request.caller() + sequence.request.priority();
  }

  private List<String> callers(int count) {
    List<String> callers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      callers.add(start().request.caller());
    }
    return callers;
  }

  private Sequence start() {
    Sequence next = queue.next(0);
    queue.start(next);
    return next;
  }

  private Sequence addRandom(SplittableRandom random, long now) {
    String caller = String.valueOf((char) ('a' + random.nextInt(4)));
    Priority priority = PRIORITIES.get(random.nextInt(3));
    Sequence sequence = sequence(caller, random.nextInt(3), priority, now);
    queue.add(sequence);
    return sequence;
  }

  private Sequence add(String caller, long step, Priority priority) {
    Sequence sequence = sequence(caller, step, priority);
    queue.add(sequence);
    return sequence;
  }

  private Sequence sequence(String caller, long step, Priority priority) {
    return sequence(caller, step, priority, 0);
  }

  private Sequence sequence(String caller, long step, Priority priority, long now) {
    int[] prompt = {1};
    Request request = new Request(prompt, 1, 1, caller, step, priority, Request.NO_DEADLINE);
    return new Sequence(nextId, nextId++, request, cache.chain(prompt), now);
  }
}
