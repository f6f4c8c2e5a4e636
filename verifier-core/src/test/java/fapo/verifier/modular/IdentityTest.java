package fapo.verifier.modular;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;
import fapo.verifier.modular.Identity.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
  private static Expr read(String text) {
    return switch (AnswerParser.parse(text)) {
      case Parsed.Read(Expr expr) -> expr;
      case Parsed.Stopped stopped -> throw new AssertionError(text + ": " + stopped);
    };
  }

  private static Outcome compare(Expr a, Expr b) {
    Outcome outcome = new Identity(new Work(), false).compare(a, b);
    assertThat(new Identity(new Work(), false).compare(b, a)).isEqualTo(outcome);
    return outcome;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "(x+1)(x-1) ~ x^2-1",
        "\\frac{x^3-1}{x-1} ~ x^2+x+1",
        "\\sqrt{12} ~ 2\\sqrt{3}",
        "\\sqrt{202} ~ \\frac{202}{\\sqrt{202}}",
        "\\sqrt{6}\\sqrt{35} ~ \\sqrt{210}",
        "\\frac{1}{\\sqrt[3]{2}} ~ \\frac{\\sqrt[3]{4}}{2}",
        "\\frac{1}{1+\\sqrt2+\\sqrt3} ~ \\frac{\\sqrt2+2-\\sqrt6}{4}",
        "\\sqrt{-4} ~ 2i",
        "(-8)^{2/3} ~ 4",
        "(1+i)^{8} ~ 16",
        "\\frac{1}{1+i} ~ \\frac{1-i}{2}",
        "\\sqrt{x}\\sqrt{y} ~ \\sqrt{xy}",
        "\\sqrt{x^2} ~ |x|",
        "|x||y| ~ |xy|",
        "\\sqrt{\\frac{1}{n}} ~ \\frac{1}{\\sqrt{n}}",
        "\\sqrt[3]{x^3} ~ x",
        "(-1)^{n+2} ~ (-1)^{n}",
        "(-2)^{2n} ~ 4^n",
        "2^{n+1}\\cdot 3^{n} ~ 2\\cdot 6^n",
        "a^{m}a^{n} ~ a^{m+n}",
        "(x^2)^n ~ x^{2n}",
        "e^{x+y} ~ e^x e^y",
        "e^{i\\pi/3} ~ \\frac{1+i\\sqrt3}{2}",
        "e^{2\\ln x} ~ x^2",
        "\\sin^2 x ~ 1-\\cos^2 x",
        "\\sin 3x ~ 3\\sin x-4\\sin^3 x",
        "\\sin(x+\\frac{\\pi}{2}) ~ \\cos x",
        "\\cosh^2 x-\\sinh^2 x ~ 1",
        "\\frac{1-\\tan^2 x}{1+\\tan^2 x} ~ \\cos 2x",
        "2\\cos\\frac{\\pi}{5} ~ \\frac{1+\\sqrt5}{2}",
        "\\cos 20^\\circ\\cos 40^\\circ\\cos 80^\\circ ~ \\frac18",
        "\\tan\\frac{\\pi}{12} ~ 2-\\sqrt3",
        "\\arctan\\sqrt3 ~ \\frac{\\pi}{3}",
        "\\arccos(\\cos\\frac{\\pi}{3}) ~ \\frac{\\pi}{3}",
        "\\ln(b^2a) ~ \\ln a+2\\ln b",
        "\\ln 12 ~ 2\\ln 2+\\ln 3",
        "\\log_2 3 ~ \\frac{\\ln 3}{\\ln 2}",
        "\\log_{4} 8 ~ \\frac32",
        "\\frac{2004!}{2003!} ~ 2004",
        "\\frac{(n+1)!}{n!} ~ n+1",
        "\\binom{n}{2} ~ \\frac{n(n-1)}{2}",
        "\\binom{n}{k} ~ \\frac{(n-1)!}{k!}\\cdot\\frac{n}{(n-k)!}",
        "9^{9^{9^9}} ~ 3^{2\\cdot 9^{9^9}}",
        "2\\cdot 2^{10^{10^{10}}} ~ 2^{10^{10^{10}}+1}",
        "f(x+x)+1 ~ 1+f(2x)",
        "\\sin(2x+x) ~ \\sin 3x",
        "\\max(x+y,3) ~ \\max(3,y+x)",
        "(1+x)^{100000} ~ (x+1)^{100000}"
      })
  void findsIdentities(String left, String right) {
    assertThat(compare(read(left), read(right))).isEqualTo(Outcome.EQUAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "x^2+1 ~ x^2-1",
        "\\sqrt{12} ~ 3\\sqrt2",
        "\\sqrt2+\\sqrt3 ~ \\sqrt5",
        "\\sqrt2 ~ -\\sqrt2",
        "\\sqrt{x^2} ~ x",
        "i ~ -i",
        "2^{2025} ~ 3^{2025}",
        "1/2004! ~ 1/2006!",
        "10^{10^{10^{10}}} ~ 10^{10}",
        "9^{9^{9^9}}+1 ~ 9^{9^{9^9}}",
        "\\frac{1}{2^{60}} ~ \\frac{1}{2^{61}}",
        "e^{x^2} ~ (e^x)^2",
        "\\sin x ~ \\cos x",
        "\\sin x ~ \\sin y",
        "1-\\frac{5051}{2^{100}} ~ 1-\\frac{5051}{2^{106}}",
        "(a+b)^n ~ a^n+b^n",
        "\\frac{x}{y} ~ \\frac{y}{x}",
        "\\pi ~ 3.14159265358979",
        "Aa ~ BB",
        "\\cos\\frac{\\pi}{7} ~ \\cos\\frac{2\\pi}{7}"
      })
  void provesDifferences(String left, String right) {
    assertThat(compare(read(left), read(right))).isEqualTo(Outcome.APART);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "\\pi^2 ~ 9e",
        "f(x) ~ g(x)",
        "\\ln 3 ~ \\ln 5",
        "e^{\\pi} ~ \\pi^{e}",
        "\\sqrt{(x+1)^2} ~ x+1",
        "\\sqrt{5-2\\sqrt6} ~ \\sqrt2-\\sqrt3",
        "|\\sqrt2-2| ~ \\sqrt2-2"
      })
  void claimsNothingItCannotProve(String left, String right) {
    assertThat(compare(read(left), read(right))).isIn(Outcome.OPEN, Outcome.LIKELY);
  }

  @Test
  void addsByTermsAndInClosedForm() {
    Expr n = new Expr.Sym("n");
    Expr k = new Expr.Sym("k");
    assertThat(compare(sum(k, Expr.Num.of(1), n), read("\\frac{n(n+1)}{2}")))
        .isEqualTo(Outcome.EQUAL);
    assertThat(compare(sum(read("k^3"), Expr.Num.of(1), n), read("\\frac{n^2(n+1)^2}{4}")))
        .isEqualTo(Outcome.EQUAL);
    assertThat(
            compare(
                sum(read("x^k"), Expr.Num.of(0), Expr.Num.of(9)), read("\\frac{x^{10}-1}{x-1}")))
        .isEqualTo(Outcome.EQUAL);
    assertThat(compare(sum(read("c"), Expr.Num.of(1), Expr.Num.of(3)), read("3c")))
        .isEqualTo(Outcome.EQUAL);
    assertThat(compare(sum(read("3\\cdot 2^k"), Expr.Num.of(0), n), read("3\\cdot 2^{n+1}-3")))
        .isEqualTo(Outcome.EQUAL);
    assertThat(compare(sum(read("r^k"), Expr.Num.of(1), n), read("\\frac{r^{n+1}-r}{r-1}")))
        .isEqualTo(Outcome.EQUAL);
    Expr other = new Expr.Bound(Expr.Binder.SUM, read("j^j"), "j", Expr.Num.of(1), n);
    assertThat(compare(sum(read("k^k"), Expr.Num.of(1), n), other)).isEqualTo(Outcome.EQUAL);
    assertThat(compare(sum(read("k^{k+1}"), Expr.Num.of(1), n), other)).isEqualTo(Outcome.OPEN);
  }

  private static Expr sum(Expr body, Expr lower, Expr upper) {
    return new Expr.Bound(Expr.Binder.SUM, body, "k", lower, upper);
  }

  @Test
  void takesDerivatives() {
    assertThat(compare(derivative("x^2"), read("2x"))).isEqualTo(Outcome.EQUAL);
    assertThat(compare(derivative("\\frac{\\sin x}{x}"), read("\\frac{x\\cos x-\\sin x}{x^2}")))
        .isEqualTo(Outcome.EQUAL);
    assertThat(compare(derivative("x^x"), read("x^x(1+\\ln x)"))).isEqualTo(Outcome.EQUAL);
    assertThat(compare(derivative("e^{x^2}"), read("2e^{x^2}"))).isEqualTo(Outcome.APART);
    assertThat(compare(derivative("f(x)"), derivative("g(x)"))).isEqualTo(Outcome.OPEN);
  }

  private static Expr derivative(String of) {
    Expr none = new Expr.Words("");
    return new Expr.Bound(Expr.Binder.DERIVATIVE, read(of), "x", none, none);
  }

  @Test
  void takesDeterminants() {
    Expr vandermonde =
        new Expr.Call(
            "det", List.of(read("\\begin{pmatrix}1&a&a^2\\\\1&b&b^2\\\\1&c&c^2\\end{pmatrix}")));
    assertThat(compare(vandermonde, read("(b-a)(c-a)(c-b)"))).isEqualTo(Outcome.EQUAL);
    assertThat(compare(vandermonde, read("(b-a)(c-a)(b-c)"))).isEqualTo(Outcome.APART);
  }

  /// Random trees, rewritten by the laws of rings, stay equal; with one number changed they do not.
  @Test
  void agreesWithTheLawsOfRings() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 2_000; i++) {
      Expr tree = tree(random, 4);
      Expr rewritten = rewritten(tree, random);
      assertThat(compare(tree, rewritten))
          .as("%s and %s", tree, rewritten)
          .isEqualTo(Outcome.EQUAL);
      Expr changed = new Expr.Sum(List.of(rewritten, Expr.Num.of(1 + random.nextInt(9))));
      assertThat(compare(tree, changed)).as("%s and %s", tree, changed).isEqualTo(Outcome.APART);
    }
  }

  private static Expr tree(SplittableRandom random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return switch (random.nextInt(5)) {
        case 0 -> new Expr.Num(Rational.of(random.nextInt(-20, 21), random.nextInt(1, 9)), false);
        case 1 -> new Expr.Power(Expr.Num.of(2 + random.nextInt(30)), HALF);
        case 2 -> new Expr.Const(Expr.Constant.I);
        default -> new Expr.Sym("xyz".substring(random.nextInt(3)).substring(0, 1));
      };
    }
    List<Expr> parts =
        IntStream.range(0, 2 + random.nextInt(2)).mapToObj(_ -> tree(random, depth - 1)).toList();
    return switch (random.nextInt(4)) {
      case 0, 1 -> new Expr.Sum(parts);
      case 2 -> new Expr.Product(parts);
      default -> new Expr.Power(parts.getFirst(), Expr.Num.of(random.nextInt(2, 4)));
    };
  }

  private static final Expr HALF = new Expr.Num(Rational.of(1, 2), false);

  // Turns sums and products round, distributes the first product over the first sum, writes powers
  // out.
  private static Expr rewritten(Expr expr, SplittableRandom random) {
    return switch (expr) {
      case Expr.Sum(List<Expr> terms) -> new Expr.Sum(turned(terms, random));
      case Expr.Product(List<Expr> factors) -> distributed(turned(factors, random));
      case Expr.Power(Expr base, Expr exponent) when !exponent.equals(HALF) -> {
        int times = exponent.equals(Expr.Num.of(2)) ? 2 : 3;
        Expr inner = rewritten(base, random);
        yield distributed(IntStream.range(0, times).mapToObj(_ -> inner).toList());
      }
      default -> expr;
    };
  }

  private static List<Expr> turned(List<Expr> parts, SplittableRandom random) {
    List<Expr> turned = new ArrayList<>();
    parts.forEach(part -> turned.addFirst(rewritten(part, random)));
    return turned;
  }

  private static Expr distributed(List<Expr> factors) {
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i) instanceof Expr.Sum(List<Expr> terms)) {
        List<Expr> others = new ArrayList<>(factors);
        others.remove(i);
        return new Expr.Sum(
            terms.stream()
                .map(
                    term -> {
                      List<Expr> all = new ArrayList<>(others);
                      all.add(term);
                      return (Expr) new Expr.Product(all);
                    })
                .toList());
      }
    }
    return new Expr.Product(factors);
  }
}
