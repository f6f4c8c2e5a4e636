package fapo.genrm.critique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MajorityVoteTest {
  private static Stream<List<String>> rows() {
    return GoldenTable.rows("votes.tsv");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decidesAsTheTableSays(List<String> row) {
    List<Verdict> votes = Stream.of(row.get(1).split(" ", -1)).map(MajorityVoteTest::vote).toList();
    MajorityVote.Result result = MajorityVote.decide(votes);
    assertThat(VerdictParserTest.name(result.verdict())).as(row.getFirst()).isEqualTo(row.get(2));
    assertThat(result.agreeing()).isCloseTo(Double.parseDouble(row.get(3)), within(1e-4));
  }

  @Test
  void saysThatASolutionIsTooLongWhateverTheOthersSay() {
    Verdict tooLong = new Verdict.OutOfScope(Verdict.Reason.TOO_LONG, "32769 tokens");
    assertThat(MajorityVote.decide(List.of(vote("!"), tooLong)).verdict()).isEqualTo(tooLong);
  }

  private static Verdict vote(String vote) {
    return switch (vote) {
      case "sound" -> new Verdict.Sound();
      case "flawed" -> new Verdict.Flawed();
      case "?" -> new Verdict.Unreadable("no box");
      case "!" -> new Verdict.Unavailable(Verdict.Cause.UNREACHABLE, "refused");
      default -> new Verdict.FlawedAt(Integer.parseInt(vote));
    };
  }
}
