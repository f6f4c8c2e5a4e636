package fapo.gateway.verify;

import fapo.verifier.v1.AnswerForm;
import fapo.verifier.v1.AnswerKind;
import fapo.verifier.v1.VerifyMode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Settings of one check; whatever is left out has the documented default.
public record VerifyOptionsJson(
    @Nullable @Schema(description = "Default standard.") VerifyMode mode,
    @Nullable @Schema(description = "Default auto: decided from the reference.") AnswerKind kind,
    @Nullable @Schema(description = "Whole response (default) or the answer itself.")
        AnswerForm form,
    @Nullable @Schema(description = "The options of a multiple-choice question, in order.")
        List<ChoiceJson> choices,
    @Nullable @Schema(description = "Between two decimals, in [0, 0.1].") Double relativeTolerance,
    @Nullable @Schema(description = "Between two numbers, >= 0.") Double absoluteTolerance,
    @Nullable @Schema(description = "1 to 15; default 6 or the reference's own.")
        Integer minSignificantDigits,
    @Nullable @Schema(description = "Whether 10 matches 10%. Default true.") Boolean percentBare,
    @Nullable @Schema(description = "Whether bare lists must agree in order. Default false.")
        Boolean orderedList,
    @Nullable @Schema(description = "Whether the last number may stand as the answer.")
        Boolean lastNumberFallback,
    @Nullable @Schema(description = "Default false.") Boolean unitRequired,
    @Nullable @Schema(description = "Whether an open think section is unreadable. Default true.")
        Boolean strictThink,
    @Nullable @Schema(description = "x > 2 for an interval. Default true.")
        Boolean acceptSolvedInequality,
    @Nullable @Schema(description = "Accept 1,5 for 1.5.") Boolean decimalComma,
    @Nullable @Schema(description = "Agree at so many decimal places, 0 to 15.")
        Integer decimalPlaces,
    @Nullable @Schema(description = "Boxes side by side are a list. Default true.")
        Boolean joinBoxes,
    @Nullable @Schema(description = "A box that never closes counts. Default true.")
        Boolean openBox,
    @Nullable @Schema(description = "[45] is 45. Default true.") Boolean bracketAnswer,
    @Nullable @Schema(description = "Numerals of other scripts are numbers. Default true.")
        Boolean otherNumerals,
    @Nullable @Schema(description = "A decimal may be cut off. Default true.")
        Boolean truncatedDecimal,
    @Nullable @Schema(description = "Repeated values count each time. Default true.")
        Boolean multiset,
    @Nullable @Schema(description = "A column matches a tuple. Default false.")
        Boolean columnAsTuple,
    @Nullable @Schema(description = "An interval for x > 2. Default true.")
        Boolean relationForInterval,
    @Nullable @Schema(description = "x = 2 + 3 = 5 is 5. Default true.") Boolean chainLastValue,
    @Nullable @Schema(description = "1011 for 1011_2. Default false.") Boolean baseUnderstood,
    @Nullable @Schema(description = "1011_2 is 11. Default false.") Boolean baseValue,
    @Nullable @Schema(description = "j is the imaginary unit. Default false.") Boolean jImaginary,
    @Nullable @Schema(description = "Fractions in lowest terms. Default false.")
        Boolean reducedFraction,
    @Nullable @Schema(description = "Return canonical forms and work. Default false.")
        Boolean explain) {

  /// @param letter A to J; absent: by position
  public record ChoiceJson(@Nullable String letter, String text) {}
}
