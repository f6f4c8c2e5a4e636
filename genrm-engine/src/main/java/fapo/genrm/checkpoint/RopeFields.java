package fapo.genrm.checkpoint;

import static fapo.genrm.checkpoint.CheckpointException.Reason.MISMATCH;
import static fapo.genrm.checkpoint.CheckpointException.Reason.UNSUPPORTED;

import fapo.genrm.checkpoint.DecoderSpec.Rope;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;
import java.util.Optional;

/// Reads the rotary embedding from `config.json`, which has two spellings: `rope_theta` beside
/// `rope_scaling` (transformers 4), and both in `rope_parameters` (transformers 5).
final class RopeFields {
  private static final double THETA = 10_000;

  private RopeFields() {}

  static Rope read(JsonFields config) {
    refusePartial(config);
    Optional<JsonFields> joined = config.object("rope_parameters");
    Optional<JsonFields> scaling = joined.or(() -> config.object("rope_scaling"));
    scaling.ifPresent(RopeFields::refusePartial);
    double theta =
        joined
            .map(fields -> theta(fields, theta(config, THETA)))
            .orElseGet(() -> theta(config, THETA));
    return new Rope(theta, scaling.map(RopeFields::scaling).orElseGet(Scaling.None::new));
  }

  private static double theta(JsonFields fields, double absent) {
    return fields.number("rope_theta", theta -> theta > 1 && theta < 1e15, "above 1", absent);
  }

  private static Scaling scaling(JsonFields fields) {
    String name = fields.has("rope_type") || !fields.has("type") ? "rope_type" : "type";
    return switch (fields.text(name)) {
      case "default" -> new Scaling.None();
      case "linear" -> new Scaling.Linear(factor(fields));
      case "llama3" -> llama3(fields);
      default -> throw fields.refusal(UNSUPPORTED, name, "default, linear or llama3");
    };
  }

  private static Scaling llama3(JsonFields fields) {
    double low = fields.number("low_freq_factor", factor -> factor > 0, "above 0");
    double high =
        fields.number("high_freq_factor", factor -> factor > 0 && factor < 1e6, "above 0");
    if (!(low < high)) {
      throw fields.refusal(MISMATCH, "high_freq_factor", "above low_freq_factor, " + low);
    }
    int original = fields.integer("original_max_position_embeddings", 1, Integer.MAX_VALUE);
    return new Scaling.Llama3(factor(fields), low, high, original);
  }

  private static double factor(JsonFields fields) {
    return fields.number("factor", factor -> factor >= 1 && factor < 1e6, "1 or more");
  }

  private static void refusePartial(JsonFields fields) {
    double whole =
        fields.number(
            "partial_rotary_factor", part -> part > 0 && part <= 1, "above 0, up to 1", 1);
    if (whole != 1) {
      throw fields.refusal(UNSUPPORTED, "partial_rotary_factor", "1: the whole head");
    }
  }
}
