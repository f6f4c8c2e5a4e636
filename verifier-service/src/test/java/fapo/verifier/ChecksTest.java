package fapo.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.verifier.v1.VerifyMode;
import fapo.verifier.v1.VerifyOptions;
import fapo.verifier.v1.VerifyRequest;
import fapo.verifier.v1.VerifyResponse;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
  private static VerifyRequest request(String candidate, String reference) {
    return RunningVerifier.request(candidate, reference).build();
  }

  @Test
  void countsByOutcomeAndRule() {
    try (RunningVerifier service = new RunningVerifier(Map.of(), 0, 10)) {
      service.verify(request("\\boxed{3}", "3"));
      service.verify(request("\\boxed{3.0}", "3"));
      service.verify(request("\\boxed{4}", "3"));
      service.verify(request("<think>hm", "3"));
      assertThatThrownBy(() -> service.verify(request("3", "")))
          .isInstanceOf(StatusRuntimeException.class);
      assertThatThrownBy(
              () ->
                  service.verify(
                      RunningVerifier.request("3", "3")
                          .setOptions(VerifyOptions.newBuilder().setRelativeTolerance(7))
                          .build()))
          .isInstanceOf(StatusRuntimeException.class);

      assertThat(service.count("equivalent", "exact-number")).isEqualTo(2);
      assertThat(service.meters.get("fapo.verifier.checks").tag("outcome", "different").counters())
          .singleElement()
          .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
      assertThat(service.count("unreadable", "candidate")).isEqualTo(1);
      assertThat(service.count("refused", "reference")).isEqualTo(1);
      assertThat(service.count("refused", "request")).isEqualTo(1);
      assertThat(service.meters.get("fapo.verifier.check").timer().count()).isEqualTo(4);
      assertThat(
              service
                  .meters
                  .get("fapo.verifier.text.size")
                  .tag("side", "candidate")
                  .summary()
                  .max())
          .isEqualTo("\\boxed{3.0}".length());
    }
  }

  @Test
  void takesTheSettingsOfTheRunWhereARequestHasNone() {
    try (RunningVerifier service =
        new RunningVerifier(Map.of("ordered-list", "true", "mode", "standard"), 0, 10)) {
      VerifyRequest.Builder swapped = RunningVerifier.request("\\boxed{2, 1}", "1, 2");

      assertThat(service.verify(swapped.build()).getCheck().hasDifferent()).isTrue();
      assertThat(
              service
                  .verify(
                      swapped.setOptions(VerifyOptions.newBuilder().setOrderedList(false)).build())
                  .getCheck()
                  .hasEquivalent())
          .isTrue();
      assertThat(
              service
                  .verify(
                      swapped.setOptions(VerifyOptions.newBuilder().setPercentBare(false)).build())
                  .getCheck()
                  .hasDifferent())
          .isTrue();
    }
  }

  @Test
  void readsSettingsByTheNamesOfTheContract() {
    VerifyRequest filled =
        new DefaultOptions(
                Map.of(
                    "mode", "fapo-recipe",
                    "relativeTolerance", "0.01",
                    "min_significant_digits", "4",
                    "PERCENTBARE", "false"))
            .fill(request("1", "1"));

    assertThat(filled.getOptions())
        .isEqualTo(
            VerifyOptions.newBuilder()
                .setMode(VerifyMode.VERIFY_MODE_FAPO_RECIPE)
                .setRelativeTolerance(0.01)
                .setMinSignificantDigits(4)
                .setPercentBare(false)
                .build());
  }

  @ParameterizedTest
  @CsvSource({
    "ordered-lits, true, fapo.verifier.options.ordered-lits: unknown",
    "ordered-list, yes, fapo.verifier.options.ordered-list: yes (expected: true or false)",
    "mode, strict, 'fapo.verifier.options.mode: strict (expected: one of standard, fapo-recipe)'",
    "relative-tolerance, 0.5, 'fapo.verifier.options.relative_tolerance: 0.5 (expected: 0 to 0.1)'",
    "min-significant-digits, x, fapo.verifier.options.min-significant-digits: x (expected: a number)",
    "choices, A, fapo.verifier.options.choices: unknown",
  })
  void refusesSettingsThatAreNone(String name, String value, String message) {
    assertThatThrownBy(() -> new DefaultOptions(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void remembersWhatTookLong() {
    String reference = "x^3+y^3+z^3-3xyz";
    VerifyRequest.Builder asked =
        RunningVerifier.request(
            "word ".repeat(20_000) + "\\boxed{(x+y+z)(x^2+y^2+z^2-xy-yz-zx)}", reference);
    try (RunningVerifier service = new RunningVerifier(Map.of(), 1 << 20, 10)) {
      VerifyResponse first = service.verify(asked.build());
      VerifyResponse again = service.verify(asked.build());
      VerifyResponse other =
          service.verify(
              asked
                  .setReferences(0, asked.getReferences(0).concat(asked.getReferences(0)))
                  .build());

      assertThat(again.getCheck()).isEqualTo(first.getCheck());
      assertThat(other.getCheck()).isNotEqualTo(first.getCheck());
      assertThat(lookUps(service, "hit")).isEqualTo(1);
      assertThat(lookUps(service, "miss")).isEqualTo(2);
      assertThat(service.meters.get("fapo.verifier.check").timer().count()).isEqualTo(3);
    }
  }

  @Test
  void tellsSettingsApartInWhatItRemembers() {
    VerifyRequest.Builder asked =
        RunningVerifier.request("word ".repeat(20_000) + "\\boxed{2, 1}", "1, 2");
    try (RunningVerifier service = new RunningVerifier(Map.of(), 1 << 20, 10)) {
      assertThat(service.verify(asked.build()).getCheck().hasEquivalent()).isTrue();
      asked.setOptions(VerifyOptions.newBuilder().setOrderedList(true));
      assertThat(service.verify(asked.build()).getCheck().hasDifferent()).isTrue();
    }
  }

  private static double lookUps(RunningVerifier service, String result) {
    return service.meters.get("fapo.verifier.cache").tag("result", result).counter().count();
  }
}
