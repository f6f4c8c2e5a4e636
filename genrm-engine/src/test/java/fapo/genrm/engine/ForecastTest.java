package fapo.genrm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.engine.Request.Priority;
import fapo.genrm.engine.cache.KvCache;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ForecastTest {
  private static final int BLOCK = 4;

  private final Forecast forecast = new Forecast(BLOCK, 100);

  @Test
  void expectsTheTypicalLengthWhileNothingIsKnown() {
    assertThat(forecast.remaining(0, 1000)).isEqualTo(100);
    assertThat(forecast.remaining(40, 1000)).isEqualTo(60);
  }

  @Test
  void expectsTheMeanOfTheLongerOnes() {
    forecast.observe(200);
    forecast.observe(300);
    assertThat(forecast.remaining(0, 1000)).isEqualTo(200);
    assertThat(forecast.remaining(100, 1000)).isEqualTo(150);
    assertThat(forecast.remaining(250, 1000)).isEqualTo(50);
  }

  @Test
  void expectsHalfOfTheRestBeyondAllExperience() {
    assertThat(forecast.remaining(100, 300)).isEqualTo(100);
    assertThat(forecast.remaining(299, 300)).isEqualTo(1);
  }

  @Test
  void expectsNoMoreThanIsAllowed() {
    assertThat(forecast.remaining(30, 50)).isEqualTo(20);
  }

  @Test
  void forgetsLengthsOfLongAgo() {
    for (int i = 0; i < 512; i++) {
      forecast.observe(8);
    }
    assertThat(forecast.remaining(0, 1000)).isEqualTo(8);
  }

  /// Against stepping through the future token by token.
  @Test
  void findsThePeakThatCountingFinds() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 300; round++) {
      KvCache cache = new KvCache(2000, BLOCK);
      List<Sequence> running = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        Sequence sequence = sequence(cache, random);
        sequence.table = cache.open(sequence.tokens, cache.lookup(sequence.tokens));
        running.add(sequence);
      }
      Sequence newcomer = sequence(cache, random);
      int cost = cache.cost(newcomer.tokens, cache.lookup(newcomer.tokens));
      int held = 2000 - cache.available();
      int counted = counted(held + cost, running, newcomer, cost);
      assertThat(forecast.peak(held, running, newcomer, cost)).isEqualTo(counted);
    }
  }

  private int counted(int held, List<Sequence> running, Sequence newcomer, int cost) {
    int peak = held;
    for (int step = 1; step < 1000; step++) {
      int alive = 0;
      int gone = 0;
      for (Sequence sequence : running) {
        boolean lives = rest(sequence) >= step;
        alive += lives ? 1 : 0;
        gone += lives ? 0 : sequence.blocks().own();
      }
      alive += rest(newcomer) >= step ? 1 : 0;
      gone += rest(newcomer) >= step ? 0 : cost;
      peak = alive == 0 ? peak : Math.max(peak, held - gone + alive * step / BLOCK);
    }
    return peak;
  }

  private int rest(Sequence sequence) {
    return forecast.remaining(sequence.generated(), sequence.request.maxNewTokens());
  }

  private static Sequence sequence(KvCache cache, SplittableRandom random) {
    int[] prompt = random.ints(random.nextInt(1, 30), 0, 1000).toArray();
    Request request =
        new Request(
            prompt, random.nextInt(1, 300), 1, "run", 0, Priority.NORMAL, Request.NO_DEADLINE);
    return new Sequence(1, 1, request, cache.chain(prompt), 0);
  }
}
