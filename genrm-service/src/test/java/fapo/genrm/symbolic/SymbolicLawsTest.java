package fapo.genrm.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/// Random arithmetic in many surface forms, with a fixed seed that each failure prints.
final class SymbolicLawsTest {
  private static final long SEED = 20260;
  private static final int ROUNDS = 4_000;

  private final SymbolicCritic critic = new SymbolicCritic();

  /// A true statement: its left side as written, and its value.
  private record Truth(String written, long value) {}

  @Test
  void neverFlagsTrueArithmetic() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Truth truth = truth(random);
      List<String> steps = List.of(dressed(random, truth.written(), stated(random, truth.value())));

      assertThat(critic.examine("", steps))
          .as("seed %d, round %d: %s", SEED, round, steps)
          .isEqualTo(new Finding.AllHold(1));
    }
  }

  @Test
  void flagsAnyOtherValueAtItsStep() {
    Random random = new Random(SEED + 1);
    for (int round = 0; round < ROUNDS; round++) {
      int length = 1 + random.nextInt(6);
      int wrong = random.nextInt(length);
      List<String> steps = new ArrayList<>();
      for (int step = 0; step < length; step++) {
        Truth truth = truth(random);
        long off = step == wrong ? (random.nextBoolean() ? 1 : -1) * random.nextLong(1, 31) : 0;
        steps.add(dressed(random, truth.written(), stated(random, truth.value() + off)));
      }

      Finding finding = critic.examine("", steps);
      assertThat(finding)
          .as("seed %d, round %d: %s", SEED + 1, round, steps)
          .isInstanceOfSatisfying(
              Finding.Flaw.class,
              flaw -> {
                assertThat(flaw.step()).isEqualTo(wrong);
                assertThat(flaw.kind()).isEqualTo(Finding.Kind.FALSE_STATEMENT);
                assertThat(flaw.checked()).isEqualTo(wrong + 1);
              });
    }
  }

  @Test
  void flagsTheLinkOfAChainThatBreaks() {
    Random random = new Random(SEED + 2);
    for (int round = 0; round < ROUNDS; round++) {
      long a = random.nextLong(-99, 100);
      long b = random.nextLong(1, 100);
      long c = random.nextLong(1, 100);
      String chain =
          "A = (%d + %d + %d) = (%d + %d) = %d".formatted(a, b, c, a + b, c, a + b + c + 1);

      assertThat(critic.examine("", List.of("Let's calculate " + chain + ".")))
          .as("seed %d, round %d: %s", SEED + 2, round, chain)
          .isInstanceOfSatisfying(
              Finding.Flaw.class,
              flaw -> {
                assertThat(flaw.statement()).isEqualTo(chain);
                assertThat(flaw.computed()).isEqualTo(Long.toString(a + b + c));
              });
    }
  }

  @Test
  void acceptsEveryQuotientRoundedOrCutOff() {
    Random random = new Random(SEED + 3);
    for (int round = 0; round < ROUNDS; round++) {
      long a = random.nextLong(1, 10_000);
      long b = random.nextLong(1, 1_000);
      int places = random.nextInt(1, 6);
      java.math.RoundingMode mode =
          random.nextBoolean() ? java.math.RoundingMode.HALF_UP : java.math.RoundingMode.DOWN;
      String quotient =
          java.math.BigDecimal.valueOf(a)
              .divide(java.math.BigDecimal.valueOf(b), places, mode)
              .toPlainString();

      assertThat(critic.examine("", List.of("%d / %d = %s".formatted(a, b, quotient))))
          .as("seed %d, round %d: %d / %d = %s", SEED + 3, round, a, b, quotient)
          .isEqualTo(new Finding.AllHold(1));
    }
  }

  @Test
  void findsTheSameAgain() {
    Random random = new Random(SEED + 4);
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Truth truth = truth(random);
      steps.add(
          dressed(random, truth.written(), stated(random, truth.value() + (i == 150 ? 7 : 0))));
    }

    assertThat(critic.examine("", steps))
        .isEqualTo(critic.examine("", steps))
        .isEqualTo(new SymbolicCritic().examine("another problem", steps));
  }

  private static Truth truth(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> operation(random, "+", Long::sum);
      case 1 -> operation(random, "-", (a, b) -> a - b);
      case 2 ->
          operation(random, pick(random, "*", "x", "×", "·", "\\times", "\\cdot"), (a, b) -> a * b);
      case 3 -> {
        long b = random.nextLong(1, 61);
        long value = random.nextLong(1, 301);
        yield new Truth(number(b * value) + pick(random, " / ", "/", " ÷ ") + b, value);
      }
      case 4 -> {
        long a = random.nextLong(1, 90);
        long b = random.nextLong(1, 90);
        long c = random.nextLong(2, 12);
        yield new Truth("(%d + %d) * %d".formatted(a, b, c), (a + b) * c);
      }
      case 5 -> {
        long percent = 5 * random.nextLong(1, 20);
        long hundreds = random.nextLong(1, 41);
        yield new Truth(percent + "% of " + number(hundreds * 100), percent * hundreds);
      }
      default -> {
        long b = random.nextLong(2, 14);
        long times = random.nextLong(2, 32);
        yield new Truth("\\frac{1}{%d} \\cdot %d".formatted(b, b * times), times);
      }
    };
  }

  private static Truth operation(Random random, String sign, BinaryOperator<Long> operation) {
    long a = random.nextLong(2, random.nextBoolean() ? 101 : 20_002);
    long b = random.nextLong(2, random.nextBoolean() ? 101 : 20_002);
    String gap = sign.startsWith("\\") || random.nextBoolean() ? " " : "";
    String unit =
        gap.isEmpty() || sign.startsWith("\\")
            ? ""
            : pick(random, "", "", " apples", " red marbles");
    String currency = unit.isEmpty() && random.nextInt(3) == 0 ? "$" : "";
    String written = currency + number(a) + unit + gap + sign + gap + currency + number(b) + unit;
    return new Truth(written, operation.apply(a, b));
  }

  private static String number(long value) {
    return value % 2 == 0 ? Long.toString(value) : "%,d".formatted(value);
  }

  private static String stated(Random random, long value) {
    return switch (random.nextInt(4)) {
      case 0 -> value + ".0";
      case 1 -> "%,d".formatted(value);
      default -> Long.toString(value);
    };
  }

  private static String dressed(Random random, String left, String right) {
    String equals = pick(random, " = ", "=", "= ", " =");
    String frame =
        pick(
            random,
            "%s",
            "So %s.",
            "In total she has %s apples.",
            "Step 3: we get %s",
            "They sold %s dollars, which is a lot.",
            "Thus, (%s) holds.",
            "\\(%s\\)");
    return frame.formatted(left + equals + right);
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
