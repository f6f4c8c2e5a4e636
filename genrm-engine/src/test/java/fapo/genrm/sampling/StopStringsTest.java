package fapo.genrm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopStringsTest {
  @Test
  void findsAStopAcrossPieces() {
    StopStrings stops = new StopStrings(List.of("###"));
    assertThat(stops.accept("ab#")).isFalse();
    assertThat(stops.release()).isEqualTo("ab");
    assertThat(stops.accept("#")).isFalse();
    assertThat(stops.release()).isEmpty();
    assertThat(stops.accept("#c")).isTrue();
    assertThat(stops.release()).isEmpty();
    assertThat(stops.text()).isEqualTo("ab");
  }

  @Test
  void releasesWhatTurnedOutToBeNone() {
    StopStrings stops = new StopStrings(List.of("###"));
    assertThat(stops.accept("##")).isFalse();
    assertThat(stops.release()).isEmpty();
    assertThat(stops.accept("x#")).isFalse();
    assertThat(stops.release()).isEqualTo("##x");
    assertThat(stops.releaseAll()).isEqualTo("#");
  }

  @Test
  void endsBeforeTheFirstOfSeveral() {
    StopStrings stops = new StopStrings(List.of("END", "\n\n", "EN"));
    assertThat(stops.accept("a\n\nb END")).isTrue();
    assertThat(stops.text()).isEqualTo("a");
  }

  @Test
  void passesEverythingWithoutStops() {
    StopStrings stops = new StopStrings(List.of());
    assertThat(stops.accept("")).isFalse();
    assertThat(stops.accept("some text")).isFalse();
    assertThat(stops.release()).isEqualTo("some text");
  }

  @Test
  void refusesAnEmptyStop() {
    assertThatThrownBy(() -> new StopStrings(List.of("a", "")))
        .hasMessage("stop: \"\" (expected: at least one character)");
  }

  /// However a text is divided: the same end, and what was released is the text.
  @Test
  void divisionIntoPiecesMakesNoDifference() {
    Random random = new Random(11);
    List<String> stops = List.of("aab", "bb", "abab");
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder();
      random.ints(25, 0, 3).forEach(i -> text.append("abc".charAt(i)));
      StopStrings whole = new StopStrings(stops);
      boolean stopsAtAll = whole.accept(text.toString());
      StopStrings pieces = new StopStrings(stops);
      StringBuilder released = new StringBuilder();
      boolean stopped = false;
      for (int at = 0; at < text.length() && !stopped; ) {
        int next = Math.min(text.length(), at + 1 + random.nextInt(4));
        stopped = pieces.accept(text.substring(at, next));
        released.append(pieces.release());
        at = next;
      }
      released.append(pieces.releaseAll());
      assertThat(stopped).isEqualTo(stopsAtAll);
      assertThat(released.toString()).isEqualTo(pieces.text());
      assertThat(stops).noneMatch(pieces.text()::contains);
      // A stop that ends earlier in a piece may begin later than one that a longer piece holds.
      assertThat(pieces.text()).startsWith(whole.text());
    }
  }
}
