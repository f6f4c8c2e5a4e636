package fapo.verifier.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Inputs that stop, exhaust or mislead a grader that computes what it is told to.
public final class HostileInputs {
  private static final int MEBI = 1 << 20;

  private HostileInputs() {}

  public static List<HostileInput> all() {
    return Stream.of(
            towers(),
            combinatorics(),
            polynomials(),
            radicals(),
            functions(),
            floods(),
            nesting(),
            collections(),
            matrices(),
            boundTerms())
        .flatMap(List::stream)
        .toList();
  }

  private static List<HostileInput> towers() {
    return List.of(
        pair("tower of nines", "9^{9^{9^9}}", "9^{9^{9^{9}}+0}"),
        pair("tower of tens", "10^{10^{10^{10}}}", "10^{10}"),
        pair("towers one apart", "9^{9^{9^9}}", "9^{9^{9^9}}+1"),
        pair("tower of 500 twos", "2^{".repeat(500) + "2" + "}".repeat(500), "2^{2^{2^{2^2}}}"),
        pair("tower without braces", "2^".repeat(1000) + "2", "2^".repeat(999) + "2"),
        pair("powers one apart", "2^{100000}+1", "2^{100000}-1"),
        pair("power of a power", "((((7^{9999})^{9999})^{9999})^{9999})", "7^{9999^4}"),
        pair("different primes", "2^{2025}", "3^{2025}"),
        pair("negative tower", "2^{-10^{10^{10}}}", "3^{-10^{10^{10}}}"),
        pair("fractional tower", "(3/2)^{10^{9}}", "(3/2)^{10^{9}+1}"),
        pair("exponent of e", "1e999999999", "1e999999998"),
        pair("900 digits to 999", "9".repeat(900) + "^{999}", "9".repeat(900) + "^{998}"),
        pair("geometric series", powers(800, "3"), "\\frac{3^{800}-1}{2}"),
        pair("geometric zero", powers(800, "(-1)"), "0"),
        pair("series in x", powers(300, "x"), "\\frac{x^{300}-1}{x-1}"),
        pair("sums of large powers", largePowers(1), largePowers(2)));
  }

  private static List<HostileInput> combinatorics() {
    return List.of(
        pair("binomial", "\\binom{1000000}{500000}", "\\binom{1000000}{499999}"),
        pair("binomial symmetry", "\\binom{1000001}{500000}", "\\binom{1000001}{500001}"),
        pair("factorial of a million", "1000000!", "999999! \\cdot 1000000"),
        pair("factorials apart", "\\frac{1}{2004!}", "\\frac{1}{2006!}"),
        pair("factorial chain", "3!!!!!!", "3!!!!!!!"),
        pair("3000 factorials", "3" + "!".repeat(3000), "3" + "!".repeat(2999)),
        pair("factorial tower", "200!^{200!}", "200!^{199!\\cdot 200}"),
        pair("many binomials", sum(80, i -> "\\binom{4000}{" + i + "}"), "2^{4000}"),
        pair("many factorials", sum(200, i -> (3000 + i) + "!"), "1"),
        pair("gcd of long numbers", gcd('7', '3'), gcd('3', '7')),
        pair("remainder of a tower", "7^{7^{7^7}} \\bmod 1000", "343"));
  }

  private static List<HostileInput> polynomials() {
    return List.of(
        pair("wide product", "(a+b+c+d+e)^{12}(x+y+z)^{12}", "(e+d+c+b+a)^{12}(z+y+x)^{12}"),
        pair("wide product apart", "(a+b+c+d+e)^{12}(x+y+z)^{12}", "(a+b+c+d+e)^{12}"),
        pair("binomial to 100000", "(1+x)^{100000}", "(x+1)^{100000}"),
        pair("binomial to 100000 apart", "(1+x)^{100000}", "(x+1)^{100000}+1"),
        pair("two hundred factors", factors(200, 1), factors(200, -1)),
        pair("two hundred fractions", fractions(200, 1), fractions(200, 2)),
        pair("alphabet squared", "(" + letters("+") + ")^{20}", "(" + letters("-") + ")^{20}"),
        pair("nested squares", nested(40, "(", "+1)^2", "x"), nested(40, "(", "-1)^2", "x")),
        pair("continued fraction", nested(150, "1+\\frac{1}{", "}", "x"), "\\frac{1}{x}"),
        pair("continued fraction in plain", nested(150, "1+1/(", ")", "x"), "1"),
        pair("high degrees", sum(200, i -> i + "x^{" + i * 47 + "}"), "x"),
        pair("many symbols", sum(200, i -> "x_{" + i + "}y_{" + i + "}"), "x_{1}"),
        pair("symbolic powers", sum(60, i -> "a^{n+" + i + "}b^{m}"), "a^{n}b^{m}"));
  }

  private static List<HostileInput> radicals() {
    return List.of(
        pair("nested radicals", nested(150, "\\sqrt{2+", "}", "2"), "2"),
        pair("500 open radicals", "\\sqrt{".repeat(500), "\\sqrt{2}"),
        pair("sum of square roots", roots(60, 2), roots(60, 3)),
        pair("product of root sums", rootSums(16, '+'), rootSums(16, '-')),
        pair("inverse of many roots", "\\frac{1}{" + roots(40, 2) + "}", "0.01"),
        pair("close radicals", "\\sqrt{1000001}+\\sqrt{1000025}", "\\sqrt{1000031}+\\sqrt{999995}"),
        pair("high roots", sum(50, i -> "\\sqrt[" + (i + 97) + "]{" + (i + 2) + "}"), "50"),
        pair("root of a long number", "\\sqrt{" + "9".repeat(900) + "}", "10^{450}"),
        pair("roots of x", sum(40, i -> "\\sqrt{x+" + i + "}"), "\\sqrt{x}"));
  }

  private static List<HostileInput> functions() {
    return List.of(
        pair("nested sines", nested(190, "\\sin(", ")", "x"), nested(189, "\\sin(", ")", "x")),
        pair("nested exponentials", nested(60, "e^{", "}", "x"), nested(59, "e^{", "}", "x")),
        pair("nested logarithms", nested(190, "\\ln(", ")", "10^{10^{10}}"), "1"),
        pair("sine of a tower", "\\sin(10^{10^{10}})", "\\cos(10^{10^{10}})"),
        pair("sine of 900 digits", "\\sin(" + "7".repeat(900) + ")", "0.5"),
        pair("sum of sines", sum(150, i -> "\\sin(" + i + "x)"), "\\sin x"),
        pair("identity of sines", "\\sin^{40}x+\\cos^{40}x", "1-20\\sin^2x\\cos^2x"),
        pair("cancellation", "e^{100}+10^{-60}-e^{100}", "10^{-61}"),
        pair("nearly an integer", "e^{\\pi\\sqrt{163}}", "262537412640768744"),
        pair("tangents", nested(100, "\\tan(1+", ")", "x"), "\\tan x"),
        pair("logarithms of powers", sum(100, i -> "\\ln(2^{" + i + "}x)"), "\\ln x"),
        pair("pi to a tower", "\\pi^{\\pi^{\\pi^{\\pi}}}", "\\pi^{\\pi^{\\pi^{\\pi}}}+1"));
  }

  private static List<HostileInput> floods() {
    return List.of(
        flood("dollars", "$ "),
        flood("answers", "answer "),
        flood("answer is", "the answer is "),
        flood("boxes opened", "\\boxed{"),
        flood("boxes", "\\boxed{1} "),
        flood("parentheses", "("),
        flood("brackets", "[("),
        flood("braces", "{"),
        flood("closing braces", "}"),
        flood("digits", "7"),
        flood("fractions", "\\frac"),
        flood("backslashes", "\\"),
        flood("stars", "**"),
        flood("hashes", "#### "),
        flood("think", "<think>"),
        flood("think closed", "</think>"),
        flood("answer tags", "<answer>"),
        flood("options", "A. B. C. D. "),
        flood("option words", "option A or B "),
        flood("line breaks", "\n"),
        flood("words", "lorem ipsum "),
        flood("minus", "-"),
        flood("emoji", "\uD83D\uDE00"),
        flood("high surrogates", "\uD800"),
        flood("combining accents", "a\u0301"),
        flood("ligatures", "\uFDFA"),
        flood("full width", "\uFF11\uFF0B"),
        flood("fractions of one character", "\u00BD"),
        flood("zero width", "\u200B"),
        flood("NUL", "\u0000"),
        flood("display math", "$$1$$ "),
        flood("environments", "\\begin{pmatrix}"),
        flood("final answer", "**Final Answer** "),
        flood("colons", "Answer: "),
        flood("commas", "1,"),
        flood("equals", "x="),
        flood("chinese", "\u7B54\u6848"),
        alone("a box at the end", " ".repeat(MEBI - 10) + "\\boxed{1}"),
        alone("a box at the start", "\\boxed{1}" + " ".repeat(MEBI - 10)),
        alone("an unclosed box", "\\boxed{" + "1 ".repeat(MEBI / 2 - 8)),
        alone("over the text limit", "1".repeat(MEBI + 1)));
  }

  private static List<HostileInput> nesting() {
    return List.of(
        alone("20000 parentheses", "(".repeat(20_000) + "1" + ")".repeat(20_000)),
        alone("1300 parentheses", "(".repeat(1300) + "1" + ")".repeat(1300)),
        alone("190 parentheses", "(".repeat(190) + "1,2" + ")".repeat(190)),
        alone("1300 braces", "{".repeat(1300) + "1,2" + "}".repeat(1300)),
        alone("sets in sets", nested(190, "\\{", ",1\\}", "2")),
        alone("bars", "|".repeat(2000) + "x" + "|".repeat(2000)),
        alone("bars with terms", "|x+".repeat(1000) + "1" + "|".repeat(90)),
        alone("fractions in fractions", nested(190, "\\frac{1}{", "}", "2")),
        alone("600 bare fractions", "\\frac".repeat(600)),
        alone("fraction chain", "\\frac12".repeat(500)),
        alone("subscripts", "x_{".repeat(900)),
        alone("signs", "-".repeat(3000) + "2"),
        alone("slashes", "1/".repeat(1900) + "2"),
        alone("open intervals", "[[".repeat(1000)),
        alone("text commands", "\\text{".repeat(600)),
        alone("left without right", "\\left(".repeat(600)),
        alone("percents", "1" + "%".repeat(4000)),
        alone("primes", "f" + "'".repeat(4000)),
        alone("relations", "x" + "<x".repeat(1900)),
        alone("plus minus", sum(100, i -> "\\pm " + i)),
        alone("functions of functions", "\\sin".repeat(900)),
        alone("commands", "\\alpha\\beta".repeat(350)),
        alone("quotes", "\"".repeat(4000)),
        alone("units", "3" + "\\text{ cm}".repeat(390)));
  }

  private static List<HostileInput> collections() {
    return List.of(
        pair("4000 ones", "1,".repeat(2000) + "1", "1,".repeat(2000) + "2"),
        pair("set of 500", set(500, i -> i), set(500, i -> 501 - i)),
        pair("set of roots", rootSet(64, false), rootSet(64, true)),
        pair("list of 64 in worst order", rootList(64, false), rootList(64, true)),
        pair("set of close roots", closeRoots(64, 0), closeRoots(64, 1)),
        pair("set of polynomials", polynomials(64, false), polynomials(64, true)),
        pair("set of 64 unknown", unknown(64, false), unknown(64, true)),
        pair("set of tuples", tuples(60, false), tuples(60, true)),
        pair("tuple of 1000", "(" + "1,".repeat(999) + "1)", "(" + "1,".repeat(999) + "2)"),
        pair("union of 200", union(200, 1), union(200, 2)),
        pair("union of roots", rootUnion(60, 2), rootUnion(60, 3)),
        pair("intersections", "[0,1]" + "\\cap[0,1]".repeat(400), "[0,1]"),
        pair("set operations", "\\{1\\}" + "\\cup\\{2\\}\\setminus\\{2\\}".repeat(150), "\\{1\\}"),
        pair("system of 60", equations(60, false), equations(60, true)));
  }

  private static List<HostileInput> matrices() {
    return List.of(
        pair("determinant 12", determinant(12), "1"),
        pair("determinant 7 in x", symbolic(7), "x"),
        pair("matrix 30 by 30", matrix(30, 0), matrix(30, 1)),
        pair("matrix of roots", rootMatrix(14, 2), rootMatrix(14, 3)),
        pair(
            "matrices in matrices",
            nested(40, begin(), end(), "1"),
            nested(39, begin(), end(), "1")),
        pair("empty cells", begin() + "&".repeat(3800) + end(), begin() + "1" + end()),
        pair("row breaks", begin() + "\\\\".repeat(1900) + end(), begin() + "1" + end()),
        pair("matrices never closed", begin().repeat(250), begin() + "1" + end()),
        pair("cases", cases(100, 0), cases(100, 1)));
  }

  private static List<HostileInput> boundTerms() {
    return List.of(
        pair("sum to a billion", "\\sum_{k=1}^{1000000000}\\frac{1}{k}", "21.3"),
        pair("sum to ten thousand", "\\sum_{k=1}^{10000}\\frac{1}{k}", "9.787606"),
        pair("sum of powers", "\\sum_{k=1}^{10000}k^{k}", "1"),
        pair("sum of factorials", "\\sum_{k=1}^{10000}k!", "1"),
        pair("sum in x", "\\sum_{k=1}^{10000}x^{k}", "x"),
        pair("sum of roots", "\\sum_{k=1}^{10000}\\sqrt{k}", "666716.459197"),
        pair("three sums", triple("\\sum"), "10^{12}"),
        pair("three products", triple("\\prod"), "1"),
        pair("product to a million", "\\prod_{k=1}^{1000000}k", "1000000!"),
        pair("sum to a tower", "\\sum_{k=1}^{10^{10^{10}}}k", "1"),
        pair("sum from a tower", "\\sum_{k=-10^{10^{10}}}^{1}k", "1"),
        pair("integrals", nested(60, "\\int_0^1 ", "dx", "x"), "1"),
        pair("integral of a power", "\\int_0^1 x^{100000}\\,dx", "\\frac{1}{100001}"),
        pair("limits", nested(60, "\\lim_{x\\to0}", "", "x"), "0"),
        pair("derivatives", nested(60, "\\frac{d}{dx}(", ")", "x^{60}"), "60!"),
        pair("sums without bounds", "\\sum".repeat(800), "1"));
  }

  private static HostileInput pair(String name, String candidate, String reference) {
    return new HostileInput(name, candidate, reference);
  }

  private static HostileInput alone(String name, String text) {
    return new HostileInput(name, text, "2" + text);
  }

  private static HostileInput flood(String name, String piece) {
    return alone("1 MiB of " + name, piece.repeat((MEBI - 1) / piece.length()));
  }

  private static String sum(int count, IntFunction<String> term) {
    return IntStream.rangeClosed(1, count).mapToObj(term).collect(Collectors.joining("+"));
  }

  private static String joined(int count, IntFunction<String> term) {
    return joined(count, false, term);
  }

  private static String joined(int count, boolean reversed, IntFunction<String> term) {
    List<String> terms = new ArrayList<>(IntStream.rangeClosed(1, count).mapToObj(term).toList());
    if (reversed) {
      Collections.reverse(terms);
    }
    return String.join(",", terms);
  }

  private static String powers(int count, String base) {
    return sum(count, i -> base + "^{" + (i - 1) + "}");
  }

  private static String largePowers(int last) {
    return sum(200, i -> (i + 1) + "^{" + (100_000 + i) + "}") + "+" + last;
  }

  private static String gcd(char first, char second) {
    String one = String.valueOf(first).repeat(900);
    String other = String.valueOf(second).repeat(899);
    return "\\gcd(" + one + "," + other + ")";
  }

  private static String factors(int count, int sign) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "(x" + (sign > 0 ? "+" : "-") + i + ")")
        .collect(Collectors.joining());
  }

  private static String fractions(int count, int numerator) {
    return sum(count, i -> "\\frac{" + numerator + "}{x+" + i + "}");
  }

  private static String letters(String joint) {
    return IntStream.rangeClosed('a', 'z')
        .filter(letter -> letter != 'e' && letter != 'i')
        .mapToObj(letter -> String.valueOf((char) letter))
        .collect(Collectors.joining(joint));
  }

  private static String nested(int depth, String open, String close, String inner) {
    return open.repeat(depth) + inner + close.repeat(depth);
  }

  private static String roots(int count, int first) {
    return sum(count, i -> "\\sqrt{" + (first + 2 * i) + "}");
  }

  private static String rootSums(int count, char sign) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "(1" + sign + "\\sqrt{" + (6 * i + 1) + "})")
        .collect(Collectors.joining());
  }

  private static String set(int count, IntFunction<Integer> element) {
    return "\\{" + joined(count, i -> String.valueOf(element.apply(i))) + "\\}";
  }

  private static String rootSet(int count, boolean reversed) {
    return "\\{" + rootList(count, reversed) + "\\}";
  }

  private static String rootList(int count, boolean reversed) {
    return joined(count, reversed, i -> "\\sqrt{" + i + "}+\\sqrt{" + (i + 1) + "}");
  }

  private static String closeRoots(int count, int offset) {
    return "\\{" + joined(count, i -> "\\sqrt{10^{40}+" + (i + offset) + "}") + "\\}";
  }

  private static String polynomials(int count, boolean reversed) {
    return "\\{" + joined(count, reversed, i -> "(x+" + i + ")^{9}+y^{" + i + "}") + "\\}";
  }

  private static String unknown(int count, boolean reversed) {
    return "\\{" + joined(count, reversed, i -> "f(" + (reversed ? "0+" : "") + i + "x)") + "\\}";
  }

  private static String tuples(int count, boolean reversed) {
    return "\\{" + joined(count, reversed, i -> "(\\sqrt{" + i + "},x+" + i + ",\\pi)") + "\\}";
  }

  private static String union(int count, int width) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "(" + 3 * i + "," + (3 * i + width) + ")")
        .collect(Collectors.joining("\\cup"));
  }

  private static String rootUnion(int count, int width) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "(\\sqrt{" + 9 * i + "},\\sqrt{" + (9 * i + width) + "})")
        .collect(Collectors.joining("\\cup"));
  }

  private static String equations(int count, boolean reversed) {
    return joined(count, reversed, i -> "x_{" + i + "}+" + i + "y=\\sqrt{" + i + "}");
  }

  private static String determinant(int size) {
    return "\\begin{vmatrix}"
        + cells(size, (row, column) -> row * row + "^{" + column + "}")
        + "\\end{vmatrix}";
  }

  private static String symbolic(int size) {
    return "\\begin{vmatrix}"
        + cells(size, (row, column) -> "x_{" + row + "}^{" + column + "}")
        + "\\end{vmatrix}";
  }

  private static String matrix(int size, int corner) {
    return begin()
        + cells(size, (row, column) -> String.valueOf(row * column + (row == size ? corner : 0)))
        + end();
  }

  private static String rootMatrix(int size, int first) {
    return begin() + cells(size, (row, column) -> "\\sqrt{" + (row * column + first) + "}") + end();
  }

  private static String cases(int count, int offset) {
    return "\\begin{cases}"
        + IntStream.rangeClosed(1, count)
            .mapToObj(i -> "x^{" + (i + offset) + "} & x<" + i)
            .collect(Collectors.joining("\\\\"))
        + "\\end{cases}";
  }

  private interface Cell {
    String at(int row, int column);
  }

  private static String cells(int size, Cell cell) {
    return IntStream.rangeClosed(1, size)
        .mapToObj(
            row ->
                IntStream.rangeClosed(1, size)
                    .mapToObj(column -> cell.at(row, column))
                    .collect(Collectors.joining("&")))
        .collect(Collectors.joining("\\\\"));
  }

  private static String begin() {
    return "\\begin{pmatrix}";
  }

  private static String end() {
    return "\\end{pmatrix}";
  }

  private static String triple(String operator) {
    return operator
        + "_{i=1}^{10000}"
        + operator
        + "_{j=1}^{10000}"
        + operator
        + "_{k=1}^{10000}ijk";
  }
}
