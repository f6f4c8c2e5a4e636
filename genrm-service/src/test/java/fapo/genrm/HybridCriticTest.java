package fapo.genrm;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.critique.Critic;
import fapo.genrm.critique.CriticProfile;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.PromptTemplate;
import fapo.genrm.critique.Sampling;
import fapo.genrm.critique.Solution;
import fapo.genrm.critique.StepSplitter;
import fapo.genrm.critique.Verdict;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which of the two critics decides.
final class HybridCriticTest {

  @ParameterizedTest
  @CsvSource({
    "flawed 2, sound, flawed 2, false",
    "flawed 2, flawed 1, flawed 2, false",
    "outside, flawed 1, flawed 1, true",
    "outside, sound, sound, true",
    "outside, outside, outside, true",
    "outside, down, down, true",
    "sound, flawed 1, flawed 1, true",
    "sound, sound, sound, true",
    "sound, outside, sound, true",
    "sound, unreadable, unreadable, true",
    "sound, down, down, true",
  })
  void decides(String exact, String model, String expected, boolean asked) {
    Scripted generative = new Scripted("onnx", verdict(model));

    Critique critique =
        new HybridCritic(new Scripted("symbolic", verdict(exact)), generative)
            .critique(task(), _ -> {});

    assertThat(critique.verdict()).isEqualTo(verdict(expected));
    assertThat(generative.asked).isEqualTo(asked);
  }

  private static CritiqueTask task() {
    return new CritiqueTask(
        "problem",
        "2",
        StepSplitter.judged(new Solution.Text("1 + 1 = 2"), Solution.Scope.FULL),
        PromptTemplate.FAPO_PARAGRAPH_V1,
        new Sampling(
            1,
            100,
            0,
            Duration.ofSeconds(1),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty()));
  }

  private static Verdict verdict(String text) {
    String[] words = text.split(" ", 2);
    return switch (words[0]) {
      case "flawed" -> new Verdict.FlawedAt(Integer.parseInt(words[1]));
      case "sound" -> new Verdict.Sound();
      case "unreadable" -> new Verdict.Unreadable("?");
      case "down" -> new Verdict.Unavailable(Verdict.Cause.MODEL_FAULT, "down");
      case "outside" -> new Verdict.OutOfScope(Verdict.Reason.DOMAIN, "outside");
      default -> throw new IllegalArgumentException(text);
    };
  }

  /// Says what it is told to.
  private static final class Scripted implements Critic {
    private final CriticProfile profile;
    private final Verdict verdict;
    private boolean asked;

    private Scripted(String name, Verdict verdict) {
      this.profile = new CriticProfile(name, "", name, CriticProfile.Fitness.DEMO, true);
      this.verdict = verdict;
    }

    @Override
    public CriticProfile profile() {
      return profile;
    }

    @Override
    public Readiness readiness() {
      return new Readiness.Ready();
    }

    @Override
    public Critique critique(CritiqueTask task, Consumer<String> text) {
      asked = true;
      return Critique.of(verdict);
    }
  }
}
