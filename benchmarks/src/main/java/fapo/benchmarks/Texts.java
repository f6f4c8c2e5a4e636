package fapo.benchmarks;

import java.util.SplittableRandom;

/// Makes distinct solutions with real equations, all of them true but for one in eight texts, whose
/// sum in the middle is off by one although its answer is right: a flawed positive.
final class Texts {
  private static final String[] NAMES = {"Ana", "Ben", "Chen", "Dora", "Emil", "Farah"};
  private static final String[] THINGS = {"apples", "books", "coins", "tickets", "stamps", "pens"};

  private final SplittableRandom random;

  Texts(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// @param bytes length of the text, at least
  /// @param answer stated at the end
  String solution(int bytes, long answer, boolean flawed) {
    StringBuilder text = new StringBuilder(bytes + 128);
    int flawedAt = flawed ? bytes / 2 : Integer.MAX_VALUE;
    while (text.length() < bytes) {
      int a = 2 + random.nextInt(98);
      int b = 2 + random.nextInt(98);
      boolean sum = random.nextBoolean();
      long value = sum ? a + b : (long) a * b;
      if (text.length() >= flawedAt) {
        flawedAt = Integer.MAX_VALUE;
        value++;
      }
      text.append(NAMES[random.nextInt(NAMES.length)])
          .append(" now counts ")
          .append(a)
          .append(sum ? " + " : " * ")
          .append(b)
          .append(" = ")
          .append(value)
          .append(' ')
          .append(THINGS[random.nextInt(THINGS.length)])
          .append(random.nextInt(4) == 0 ? ".\n\n" : ".\n");
    }
    return text.append("The answer is ").append(answer).append('.').toString();
  }
}
