package fapo.verifier.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Numbers that must not be built: each comparison ends within the counted work and 16 MiB.
class HostileScalarsTest {
  private static final long MOST_BYTES = 16L << 20;

  private static Expr read(String text) {
    return switch (AnswerParser.parse(text)) {
      case Parsed.Read(Expr expr) -> expr;
      case Parsed.Stopped stopped -> throw new AssertionError(text + ": " + stopped);
    };
  }

  // UNKNOWN where the work ran out.
  private static Match compare(Expr candidate, Expr reference) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Work work = new Work();
    long before = threads.getCurrentThreadAllocatedBytes();
    Match match;
    try {
      match = new Scalars(Numbers.of(CheckOptions.DEFAULTS), work).compare(candidate, reference);
    } catch (LimitException _) {
      match = Match.UNKNOWN;
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
    return match;
  }

  @Test
  void neverExpandsProductsOfSums() {
    Expr product = read("(a+b+c+d+e)^{12}(x+y+z)^{12}");
    assertThat(compare(product, read("(z+y+x)^{12}(e+d+c+b+a)^{12}"))).isEqualTo(Match.SAME);
    assertThat(compare(product, read("(z+y+x)^{12}(e+d+c+b+a)^{11}"))).isEqualTo(Match.DIFFERENT);
    assertThat(compare(read("(1+x)^{100000}"), read("(1+x)^{99999}"))).isEqualTo(Match.DIFFERENT);
    List<Expr> sums =
        IntStream.range(0, 200)
            .mapToObj(i -> (Expr) new Expr.Sum(List.of(new Expr.Sym("x" + i), Expr.Num.of(i))))
            .toList();
    assertThat(compare(new Expr.Product(sums), new Expr.Product(sums.reversed())))
        .isEqualTo(Match.SAME);
  }

  @Test
  void takesTheDeterminantOfVandermonde() {
    int size = 12;
    List<List<Expr>> rows = new ArrayList<>();
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Expr> row = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        row.add(new Expr.Power(new Expr.Sym("x" + i), Expr.Num.of(j)));
        if (j < i) {
          Expr earlier = Expr.negate(new Expr.Sym("x" + j));
          factors.add(new Expr.Sum(List.of(new Expr.Sym("x" + i), earlier)));
        }
      }
      rows.add(row);
    }
    Expr determinant = new Expr.Call("det", List.of(new Expr.Matrix(rows)));
    assertThat(compare(determinant, new Expr.Product(factors))).isEqualTo(Match.SAME);
    factors.add(Expr.Num.of(-1));
    assertThat(compare(determinant, new Expr.Product(factors))).isEqualTo(Match.DIFFERENT);
  }

  @Test
  void comparesTowersAndFactorials() {
    assertThat(compare(read("10^{10^{10^{10}}}"), read("10^{10}"))).isEqualTo(Match.DIFFERENT);
    assertThat(compare(read("9^{9^{9^9}}"), read("3^{2\\cdot 9^{9^9}}"))).isEqualTo(Match.SAME);
    assertThat(compare(read("2^{2025}"), read("3^{2025}"))).isEqualTo(Match.DIFFERENT);
    assertThat(compare(read("\\frac{1}{2004!}"), read("\\frac{1}{2006!}")))
        .isEqualTo(Match.DIFFERENT);
    assertThat(compare(read("\\binom{1000000}{500000}"), read("0"))).isNotEqualTo(Match.SAME);
    assertThat(compare(read("100000!"), read("99999!"))).isNotEqualTo(Match.SAME);
    assertThat(compare(read("(10^9)!"), read("(10^9)!+1"))).isNotEqualTo(Match.SAME);
  }

  @Test
  void addsNoMoreTermsThanCounted() {
    Expr harmonic = new Expr.Power(new Expr.Sym("k"), Expr.Num.of(-1));
    assertThat(compare(sum(harmonic, 1_000_000_000), Expr.Num.of(21))).isNotEqualTo(Match.SAME);
    assertThat(compare(sum(harmonic, 9_000), Expr.Num.of(9))).isNotEqualTo(Match.SAME);
    Expr nested = sum(new Expr.Sum(List.of(sum(harmonic, 9_000), new Expr.Sym("k"))), 9_000);
    assertThat(compare(nested, Expr.Num.of(9))).isNotEqualTo(Match.SAME);
    List<Expr> series =
        IntStream.range(0, 800)
            .mapToObj(i -> (Expr) new Expr.Power(Expr.Num.of(2), Expr.Num.of(i)))
            .toList();
    assertThat(compare(new Expr.Sum(series), Expr.Num.of(0))).isEqualTo(Match.DIFFERENT);
    assertThat(compare(new Expr.Sum(series), read("2^{800}-1"))).isEqualTo(Match.SAME);
  }

  @Test
  void endsOnDeepNestsOfRoots() {
    Expr deep = new Expr.Sym("x");
    Expr deeper = Expr.Num.of(Long.MAX_VALUE);
    for (int i = 0; i < 150; i++) {
      deep = Expr.root(new Expr.Sum(List.of(Expr.Num.of(1), deep)), Expr.Num.of(2));
      deeper = new Expr.Power(new Expr.Num(Rational.of(i + 2, 7), false), deeper);
    }
    assertThat(compare(deep, new Expr.Sum(List.of(deep, Expr.Num.of(1))))).isNotEqualTo(Match.SAME);
    assertThat(compare(deeper, new Expr.Sum(List.of(deeper, Expr.Num.of(1)))))
        .isNotEqualTo(Match.SAME);
  }

  private static Expr sum(Expr body, long upper) {
    return new Expr.Bound(Expr.Binder.SUM, body, "k", Expr.Num.of(1), Expr.Num.of(upper));
  }
}
