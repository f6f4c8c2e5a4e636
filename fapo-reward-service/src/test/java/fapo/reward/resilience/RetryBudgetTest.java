package fapo.reward.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  @Test
  void spendsItsBurstAndNoMore() {
    RetryBudget budget = new RetryBudget(0.1, 3);
    assertThat(spendable(budget)).isEqualTo(3);
  }

  @Test
  void earnsAShareOfEveryCall() {
    RetryBudget budget = new RetryBudget(0.1, 3);
    spendable(budget);
    for (int i = 0; i < 25; i++) {
      budget.earn();
    }
    assertThat(spendable(budget)).isEqualTo(2);
  }

  @Test
  void savesNoMoreThanItsBurst() {
    RetryBudget budget = new RetryBudget(1, 3);
    for (int i = 0; i < 100; i++) {
      budget.earn();
    }
    assertThat(spendable(budget)).isEqualTo(3);
  }

  @Test
  void spendsEveryTokenOnceUnderConcurrency() {
    RetryBudget budget = new RetryBudget(0, 1000);
    assertThat(IntStream.range(0, 4000).parallel().filter(i -> budget.spend()).count())
        .isEqualTo(1000);
  }

  private static int spendable(RetryBudget budget) {
    int spent = 0;
    while (budget.spend()) {
      spent++;
    }
    return spent;
  }
}
