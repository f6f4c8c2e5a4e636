package fapo.verifier.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Holds the verifier to one example of every rule, both ways where the rule has two sides.
class BehavioursTest {
  private final AnswerVerifier verifier = new AnswerVerifier();

  @TestFactory
  Stream<DynamicTest> behavesAsTheRulesSay() throws IOException {
    return Behaviour.all().stream()
        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> holds(row)));
  }

  private void holds(Behaviour row) {
    Checked checked = row.check(verifier);
    assertThat(checked.check() instanceof AnswerCheck.Equivalent)
        .as("%s: %s", row, checked.check())
        .isEqualTo(row.match());
  }
}
