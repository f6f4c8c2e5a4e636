package fapo.genrm.symbolic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a word near a number means. Found without copying the text.
///
/// @param spelling the word in lower case; empty for a word that means nothing here
/// @param unit the bit of a unit that converts into others (`minute`), else 0
/// @param scale the factor of a scale word (`dozen`), else 1
/// @param stops whether a number before it no longer belongs to the expression after it
/// @param ties whether it ties the number after it to something before it
record Word(String spelling, long unit, int scale, boolean stops, boolean ties) {
  /// A word without a meaning here.
  static final Word PLAIN = new Word("", 0, 1, false, false);

  /// The bit of times of the day, which no exact arithmetic judges.
  private static final long CLOCK = 1L << 62;

  /// Units of one row convert into each other; each gets a bit of its own.
  private static final List<String> DIMENSIONS =
      List.of(
          "second,sec,s minute,min hour,hr,h day week,wk month year,yr decade century,centurie",
          "mm,millimeter,millimetre cm,centimeter,centimetre m,meter,metre"
              + " km,kilometer,kilometre inch,inche feet,foot,ft yard,yd mile,mi",
          "mg,milligram g,gram kg,kilogram,kilo ounce,oz pound,lb ton,tonne",
          "ml,milliliter,millilitre l,liter,litre teaspoon,tsp tablespoon,tbsp cup pint quart,qt"
              + " gallon,gal",
          "dollar,usd,buck cent,¢,penny,pennie nickel dime quarter",
          "byte kb,kilobyte mb,megabyte gb,gigabyte tb,terabyte");

  private static final String STOPS =
      "and or but so is are was were be then than that which if since because has have had he she"
          + " it they we you will would as more less fewer plus minus times multiplied divided over"
          + " remainder with where when while therefore thus hence means costs cost gives makes get"
          + " gets";

  private static final String TIES =
      "per every than by times plus minus over twice double triple thrice half third quarter fifth"
          + " two three four five six seven eight nine ten multiplied divided log sin cos tan ln mod"
          + " remainder sum product average difference";

  private static final String CLOCKS = "am pm o'clock oclock noon clock";
  private static final String OTHERS =
      "of the these is are was were be being percent percentage pct times remainder and to or r";

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
          2);

  private static final long[] MASKS = new long[DIMENSIONS.size()];
  private static final int LONGEST = 16;
  private static final Word[] TABLE = table();

  /// The meaning of the word at a place of a text, whatever its case.
  static Word at(String text, int start, int end) {
    if (end - start > LONGEST) {
      return PLAIN;
    }
    int slot = slot(text, start, end);
    while (true) {
      Word word = TABLE[slot];
      if (word.spelling.isEmpty()) {
        return PLAIN;
      }
      String spelling = word.spelling;
      if (spelling.length() == end - start
          && spelling.regionMatches(true, 0, text, start, end - start)) {
        return word;
      }
      slot = (slot + 1) & (TABLE.length - 1);
    }
  }

  boolean is(String other) {
    return spelling.equals(other);
  }

  boolean percent() {
    return is("percent") || is("percentage") || is("pct");
  }

  boolean being() {
    return is("is") || is("are") || is("was") || is("were") || is("be") || is("being");
  }

  /// Whether units that convert into each other meet, or times of the day.
  static boolean converts(long units) {
    for (long mask : MASKS) {
      if (Long.bitCount(units & mask) > 1) {
        return true;
      }
    }
    return (units & CLOCK) != 0;
  }

  private static int slot(String text, int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + (text.charAt(i) | ' ');
    }
    return (hash ^ (hash >>> 11)) & (SLOTS - 1);
  }

  private static final int SLOTS = 2048;

  private static Word[] table() {
    Map<String, Long> units = new HashMap<>();
    int bit = 0;
    for (int d = 0; d < DIMENSIONS.size(); d++) {
      for (String names : DIMENSIONS.get(d).split(" ", -1)) {
        for (String name : names.split(",", -1)) {
          units.put(name, 1L << bit);
          units.put(name + "s", 1L << bit);
        }
        MASKS[d] |= 1L << bit;
        bit++;
      }
    }
    List<String> stops = words(STOPS);
    List<String> ties = words(TIES);
    words(CLOCKS).forEach(word -> units.put(word, CLOCK));
    Map<String, Word> all = new HashMap<>();
    List.of(stops, ties, words(OTHERS), List.copyOf(units.keySet()), plurals())
        .forEach(list -> list.forEach(spelling -> all.put(spelling, PLAIN)));
    Word[] table = new Word[SLOTS];
    Arrays.fill(table, PLAIN);
    all.keySet().stream()
        .sorted()
        .forEach(
            spelling ->
                put(
                    table,
                    new Word(
                        spelling,
                        units.getOrDefault(spelling, 0L),
                        scale(spelling),
                        stops.contains(spelling),
                        ties.contains(spelling))));
    return table;
  }

  private static void put(Word[] table, Word word) {
    int slot = slot(word.spelling, 0, word.spelling.length());
    while (!table[slot].spelling.isEmpty()) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    table[slot] = word;
  }

  private static List<String> words(String list) {
    return List.of(list.split(" ", -1));
  }

  private static List<String> plurals() {
    return SCALES.keySet().stream().flatMap(word -> List.of(word, word + "s").stream()).toList();
  }

  private static int scale(String spelling) {
    String singular =
        spelling.endsWith("s") ? spelling.substring(0, spelling.length() - 1) : spelling;
    return SCALES.getOrDefault(singular, 1);
  }
}
