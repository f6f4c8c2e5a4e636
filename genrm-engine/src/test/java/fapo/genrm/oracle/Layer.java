package fapo.genrm.oracle;

import fapo.genrm.checkpoint.Checkpoint;
import java.util.Optional;

/// The weights of one decoder block.
///
/// @param queryNorm over each query head, where the family has it
/// @param keyNorm over each key head, likewise
@SuppressWarnings("ArrayRecordComponent") // read in place; compared by no one
record Layer(
    double[] attentionNorm,
    Linear query,
    Linear key,
    Linear value,
    Optional<double[]> queryNorm,
    Optional<double[]> keyNorm,
    Table attentionOutput,
    double[] feedForwardNorm,
    Table gate,
    Table up,
    Table down) {

  /// `weight · x + bias`
  record Linear(Table weight, Optional<double[]> bias) {
    static Linear read(Checkpoint checkpoint, String name) {
      return new Linear(
          Table.read(checkpoint, name + ".weight"), Table.vectorIfAny(checkpoint, name + ".bias"));
    }

    double[] apply(double[] x) {
      double[] y = weight.times(x);
      bias.ifPresent(
          b -> {
            for (int i = 0; i < y.length; i++) {
              y[i] += b[i];
            }
          });
      return y;
    }
  }

  static Layer read(Checkpoint checkpoint, String name) {
    return new Layer(
        Table.vector(checkpoint, name + "input_layernorm.weight"),
        Linear.read(checkpoint, name + "self_attn.q_proj"),
        Linear.read(checkpoint, name + "self_attn.k_proj"),
        Linear.read(checkpoint, name + "self_attn.v_proj"),
        Table.vectorIfAny(checkpoint, name + "self_attn.q_norm.weight"),
        Table.vectorIfAny(checkpoint, name + "self_attn.k_norm.weight"),
        Table.read(checkpoint, name + "self_attn.o_proj.weight"),
        Table.vector(checkpoint, name + "post_attention_layernorm.weight"),
        Table.read(checkpoint, name + "mlp.gate_proj.weight"),
        Table.read(checkpoint, name + "mlp.up_proj.weight"),
        Table.read(checkpoint, name + "mlp.down_proj.weight"));
  }
}
