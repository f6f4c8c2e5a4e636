package fapo.genrm.engine;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The sequences that have not ended.
final class Roster {
  private final NavigableMap<Long, Sequence> byId = new TreeMap<>();
  private final NavigableSet<Sequence> byDeadline =
      new TreeSet<>(
          Comparator.comparingLong((Sequence sequence) -> sequence.request.deadline())
              .thenComparing(Sequence.BY_AGE));

  void add(Sequence sequence) {
    byId.put(sequence.id, sequence);
    if (sequence.request.deadline() != Request.NO_DEADLINE) {
      byDeadline.add(sequence);
    }
  }

  void remove(Sequence sequence) {
    byId.remove(sequence.id);
    byDeadline.remove(sequence);
  }

  @Nullable Sequence find(long id) {
    return byId.get(id);
  }

  /// The samples of a request.
  List<Sequence> samples(long request) {
    return byId.tailMap(request).values().stream()
        .takeWhile(sequence -> sequence.requestId == request)
        .toList();
  }

  /// Those whose deadline has come.
  List<Sequence> late(long now) {
    return byDeadline.stream().takeWhile(sequence -> sequence.request.deadline() <= now).toList();
  }
}
