package fapo.genrm.symbolic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What words near numbers mean: units that convert into each other, words that scale a number,
/// words that end a unit, and words by which a writer takes something back.
final class Vocabulary {
  /// Units of one row convert into each other; each gets a bit of its own.
  private static final List<List<String>> DIMENSIONS =
      List.of(
          List.of(
              "second sec s",
              "minute min",
              "hour hr h",
              "day",
              "week wk",
              "month",
              "year yr",
              "decade",
              "century centurie"),
          List.of(
              "mm millimeter millimetre",
              "cm centimeter centimetre",
              "m meter metre",
              "km kilometer kilometre",
              "inch inche",
              "feet foot ft",
              "yard yd",
              "mile mi"),
          List.of(
              "mg milligram", "g gram", "kg kilogram kilo", "ounce oz", "pound lb", "ton tonne"),
          List.of(
              "ml milliliter millilitre",
              "l liter litre",
              "teaspoon tsp",
              "tablespoon tbsp",
              "cup",
              "pint",
              "quart qt",
              "gallon gal"),
          List.of("dollar usd buck", "cent ¢ penny pennie", "nickel", "dime", "quarter"),
          List.of("byte", "kb kilobyte", "mb megabyte", "gb gigabyte", "tb terabyte"));

  private static final Map<String, Integer> SCALES =
      Map.of(
          "hundred",
          100,
          "thousand",
          1_000,
          "million",
          1_000_000,
          "billion",
          1_000_000_000,
          "dozen",
          12,
          "pair",
          2,
          "score",
          20,
          "gross",
          144);

  private static final Set<String> CLOCK = Set.of("am", "pm", "o'clock", "oclock", "noon", "clock");

  private static final Set<String> BEING = Set.of("is", "are", "was", "were", "be", "being");

  /// Words after which a number no longer belongs to the expression before it.
  private static final Set<String> STOPS =
      Set.of(
          "and",
          "or",
          "but",
          "so",
          "is",
          "are",
          "was",
          "were",
          "be",
          "then",
          "than",
          "that",
          "which",
          "if",
          "since",
          "because",
          "has",
          "have",
          "had",
          "he",
          "she",
          "it",
          "they",
          "we",
          "you",
          "will",
          "would",
          "as",
          "more",
          "less",
          "fewer",
          "each",
          "apiece",
          "plus",
          "minus",
          "times",
          "multiplied",
          "divided",
          "over",
          "remainder",
          "with",
          "where",
          "when",
          "while",
          "therefore",
          "thus",
          "hence",
          "means",
          "costs",
          "cost",
          "gives",
          "makes",
          "get",
          "gets");

  /// Words that tie the number after them to something before them.
  private static final Set<String> TIES =
      Set.of(
          "per",
          "every",
          "than",
          "by",
          "times",
          "plus",
          "minus",
          "over",
          "twice",
          "double",
          "triple",
          "thrice",
          "half",
          "third",
          "quarter",
          "fifth",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "multiplied",
          "divided",
          "log",
          "sin",
          "cos",
          "tan",
          "ln",
          "mod",
          "remainder",
          "sum",
          "product",
          "average",
          "difference");

  private static final List<String> RETRACTIONS =
      List.of(
          "wait",
          "oops",
          "sorry",
          "correction",
          "correct this",
          "mistake",
          "my error",
          "actually",
          "let me re",
          "let's re",
          "incorrect",
          "wrong",
          "not right",
          "isn't right",
          "not correct",
          "should be",
          "should have been",
          "scratch that",
          "on second thought",
          "no,",
          "hmm",
          "not equal",
          "doesn't",
          "does not",
          "is false",
          "not true",
          "contradict",
          "impossible",
          "not possible",
          "invalid",
          "no solution");

  private static final List<String> DERIVATIONS =
      List.of(
          "simplif", "dividing", "divide ", "subtracting", "subtract ", "adding", "multiplying",
          "multiply ", "solving", "solve", "combining", "we get", "we find", "which gives",
          "therefore", "thus", "calculating");

  private static final List<String> SUPPOSITIONS =
      List.of("let ", "assum", "suppose", " if ", "try ", "check");

  private static final List<String> GIVENS =
      List.of("given", "we know", "we can write", "can be written", "set up", "represent");

  private static final Map<String, Long> UNIT_BITS = new HashMap<>();
  private static final long[] DIMENSION_MASKS = new long[DIMENSIONS.size()];

  static {
    int bit = 0;
    for (int d = 0; d < DIMENSIONS.size(); d++) {
      for (String names : DIMENSIONS.get(d)) {
        for (String name : names.split(" ")) {
          UNIT_BITS.put(name, 1L << bit);
        }
        DIMENSION_MASKS[d] |= 1L << bit;
        bit++;
      }
    }
  }

  /// The bit of times of the day, which no exact arithmetic judges.
  static final long CLOCK_BIT = 1L << 62;

  private Vocabulary() {}

  /// The bit of a unit that converts into others, else 0.
  static long unit(String word) {
    if (CLOCK.contains(word)) {
      return CLOCK_BIT;
    }
    Long bit = UNIT_BITS.get(word);
    if (bit == null && word.endsWith("s")) {
      bit = UNIT_BITS.get(word.substring(0, word.length() - 1));
    }
    return bit == null ? 0 : bit;
  }

  /// Whether units that convert into each other meet, or times of the day.
  static boolean converts(long units) {
    for (long mask : DIMENSION_MASKS) {
      if (Long.bitCount(units & mask) > 1) {
        return true;
      }
    }
    return (units & CLOCK_BIT) != 0;
  }

  /// The factor of a scale word, else 1.
  static int scale(String word) {
    Integer factor = SCALES.get(word);
    if (factor == null && word.endsWith("s")) {
      factor = SCALES.get(word.substring(0, word.length() - 1));
    }
    return factor == null ? 1 : factor;
  }

  static boolean isBeing(String word) {
    return BEING.contains(word);
  }

  static boolean endsUnit(String word) {
    return STOPS.contains(word);
  }

  static boolean ties(String word) {
    return TIES.contains(word);
  }

  static boolean isPercent(String word) {
    return word.equals("percent") || word.equals("percentage") || word.equals("pct");
  }

  /// Whether a text takes back what was said before it.
  static boolean retracts(String lowerText) {
    return RETRACTIONS.stream().anyMatch(lowerText::contains);
  }

  /// Whether the words before an equation say that it follows from the one before it.
  static boolean derives(String lowerText) {
    return DERIVATIONS.stream().anyMatch(lowerText::contains);
  }

  /// Whether the words before an equation say that the problem gives it.
  static boolean gives(String lowerText) {
    return GIVENS.stream().anyMatch(lowerText::contains);
  }

  /// Whether the words before an equation say that it is only tried.
  static boolean supposes(String lowerText) {
    return SUPPOSITIONS.stream().anyMatch(lowerText::contains);
  }
}
