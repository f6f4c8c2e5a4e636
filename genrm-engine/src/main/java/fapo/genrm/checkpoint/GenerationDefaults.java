package fapo.genrm.checkpoint;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// How the checkpoint's makers meant it to be sampled: `generation_config.json`. A request may
/// choose otherwise; a field the file leaves out has the value that changes nothing.
///
/// **Deviation from transformers:** an absent `top_k` there means 50, here every token.
///
/// @param sampled false: take the likeliest token
/// @param temperature 0 or more; 1 leaves the logits as they are
/// @param topK keep the k likeliest; 0: all
/// @param topP keep the likeliest that hold this mass, above 0; 1: all
/// @param minP drop what is less likely than this share of the likeliest; 0: none
/// @param repetitionPenalty divides positive logits of tokens seen, above 0; 1: none
/// @param endTokens ids that end a generation; those of `config.json` where the file names none
public record GenerationDefaults(
    boolean sampled,
    double temperature,
    int topK,
    double topP,
    double minP,
    double repetitionPenalty,
    List<Integer> endTokens) {
  private static final String FILE = "generation_config.json";
  private static final String END = "eos_token_id";

  public GenerationDefaults {
    endTokens = List.copyOf(endTokens);
  }

  static GenerationDefaults read(Path directory, JsonFields config, int vocabulary) {
    List<Integer> end = config.integers(END, 0, vocabulary - 1);
    Path file = directory.resolve(FILE);
    // A link to nothing is not taken for absence.
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new GenerationDefaults(false, 1, 0, 1, 0, 1, end);
    }
    JsonFields fields = JsonFields.read(file);
    return new GenerationDefaults(
        fields.flag("do_sample", false),
        fields.number("temperature", t -> t >= 0 && t <= 100, "0 to 100", 1),
        fields.integer("top_k", 0, Integer.MAX_VALUE, 0),
        fields.number("top_p", p -> p > 0 && p <= 1, "above 0, up to 1", 1),
        fields.number("min_p", p -> p >= 0 && p <= 1, "0 to 1", 0),
        fields.number("repetition_penalty", r -> r > 0 && r <= 100, "above 0, up to 100", 1),
        fields.has(END) ? fields.integers(END, 0, vocabulary - 1) : end);
  }
}
