package fapo.genrm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fapo.genrm.checkpoint.CheckpointException.Reason;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.oracle.RandomCheckpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is refused, and that the message names file, field, value and what was expected.
class RefusalsTest {
  private static final RandomCheckpoint TINY = RandomCheckpoint.tiny(Architecture.QWEN3);

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void writeModel() {
    model = TINY.write(folder.resolve("model"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model_type              | "qwen3_moe"      | UNSUPPORTED | mixtures of experts
          model_type              | "mamba"          | UNSUPPORTED | qwen3, qwen2 or llama
          model_type              | 3                | MALFORMED   | a string
          architectures           | ["Qwen3ForSequenceClassification"] | UNSUPPORTED | Qwen3ForCausalLM
          hidden_act              | "gelu"           | UNSUPPORTED | silu
          attention_bias          | true             | UNSUPPORTED | false
          use_sliding_window      | true             | UNSUPPORTED | false
          layer_types             | ["sliding_attention"] | UNSUPPORTED | full_attention
          quantization_config     | {"bits": 4}      | UNSUPPORTED | dense weights
          num_experts             | 8                | UNSUPPORTED | dense weights
          hidden_size             | -64              | MISMATCH    | 1 to 1048576
          hidden_size             | 64.5             | MISMATCH    | 1 to 1048576
          hidden_size             | "64"             | MISMATCH    | 1 to 1048576
          hidden_size             | 99999999999999   | MISMATCH    | 1 to 1048576
          hidden_size             | null             | MISSING     | a value
          num_hidden_layers       | 0                | MISMATCH    | 1 to 4096
          num_key_value_heads     | 3                | MISMATCH    | a divisor of num_attention_heads, 4
          num_key_value_heads     | 8                | MISMATCH    | 1 to 4
          head_dim                | 15               | MISMATCH    | an even number
          rms_norm_eps            | 0                | MISMATCH    | above 0
          rope_theta              | 0.5              | MISMATCH    | above 1
          tie_word_embeddings     | "yes"            | MALFORMED   | true or false
          rope_scaling            | {"rope_type": "yarn", "factor": 4} | UNSUPPORTED | default, linear or llama3
          rope_scaling            | {"rope_type": "linear", "factor": 0.5} | MISMATCH | 1 or more
          rope_scaling            | {"factor": 2}    | MISSING     | a value
          rope_scaling            | 2                | MALFORMED   | an object
          partial_rotary_factor   | 0.5              | UNSUPPORTED | the whole head
          vocab_size              | 250              | MISMATCH    | an id below 250
          eos_token_id            | 320              | MISMATCH    | 0 to 319
          """)
  void refusesConfigField(String field, String value, Reason reason, String expected) {
    setConfig(field, value);
    requireRefusal(reason, "(expected: ", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          intermediate_size   | 96    | model.layers.0.mlp.gate_proj.weight: [128, 64] (expected: [96, 64]
          num_hidden_layers   | 3     | model.layers.2.input_layernorm.weight: absent (expected: a tensor
          tie_word_embeddings | false | lm_head.weight: absent (expected: a tensor of shape [320, 64])
          num_hidden_layers   | 1     | model.layers.1.input_layernorm.weight: a tensor of shape [64] (expected: none
          vocab_size          | 336   | model.embed_tokens.weight: [320, 64] (expected: [336, 64]
          """)
  void refusesTensorsThatTheConfigContradicts(String field, String value, String message) {
    setConfig(field, value);
    assertThat(refusal()).hasMessageContaining("model.safetensors: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          temperature        | -1        | 0 to 100
          top_p              | 0         | above 0, up to 1
          top_k              | -1        | 0 to
          repetition_penalty | 0         | above 0
          eos_token_id       | [1,320]   | 0 to 319
          do_sample          | 1         | true or false
          """)
  void refusesGenerationDefaults(String field, String value, String expected) throws IOException {
    Files.writeString(
        model.resolve("generation_config.json"), "{\"%s\": %s}".formatted(field, value));
    assertThat(refusal())
        .hasMessageContaining("generation_config.json: " + field + ": " + value)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          config.json         | MALFORMED | {"hidden_size": 1, "hidden_size": 2}
          config.json         | MALFORMED | {"a": 1} 2
          config.json         | MALFORMED | [1]
          config.json         | MALFORMED | {"a": NaN}
          config.json         | MALFORMED | ~~
          tokenizer.json      | MALFORMED | {"model": {"vocab": {"a": 1, "a": 2}}}
          tokenizer.json      | MALFORMED | {"model":
          tokenizer.json      | MALFORMED | {"added_tokens": [1]}
          tokenizer.json      | MISSING   | {"model": {"vocab": {}}}
          tokenizer.json      | MISMATCH  | {"model": {"vocab": {"a": -1}}}
          tokenizer.json      | MISMATCH  | {"model": {"vocab": {"a": "b"}}}
          tokenizer.json      | MISMATCH  | {"added_tokens": [{"content": {}, "id": 320}]}
          """)
  void refusesFile(String name, Reason reason, String text) throws IOException {
    Files.writeString(model.resolve(name), text);
    requireRefusal(reason, name);
  }

  @ParameterizedTest
  @CsvSource({"config.json", "tokenizer.json", "model.safetensors"})
  void refusesAbsentFiles(String name) throws IOException {
    Files.delete(model.resolve(name));
    requireRefusal(Reason.MISSING, name + ": file: absent");
  }

  @Test
  void refusesAnAbsentDirectory() {
    model = folder.resolve("none");
    requireRefusal(Reason.MISSING, "directory: absent");
  }

  @Test
  void refusesTextThatIsNotUtf8() throws IOException {
    Files.write(model.resolve("config.json"), new byte[] {'{', (byte) 0xC3, '}'});
    requireRefusal(Reason.MALFORMED, "config.json: encoding: not UTF-8");
  }

  @Test
  void refusesACutOffFile() throws IOException {
    try (var file = new RandomAccessFile(model.resolve("model.safetensors").toFile(), "rw")) {
      file.setLength(file.length() - 1);
    }
    requireRefusal(Reason.MALFORMED, "model.safetensors", "bytes of data");
  }

  @Test
  void refusesAFileThatWasAddedTo() throws IOException {
    try (var file = new RandomAccessFile(model.resolve("model.safetensors").toFile(), "rw")) {
      file.setLength(file.length() + 1);
    }
    requireRefusal(Reason.MALFORMED, "model.safetensors: size");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}} | data_offsets begin at 4 (expected: 8
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}        | data_offsets begin at 4 (expected: 0
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}         | size: 74 (expected: 70
          {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}        | data_offsets [0, 16]
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[12,0]}}        | data_offsets [12, 0]
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}        | 12 bytes for F32 [2]
          {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,12]}} | 12 bytes for F32
          {"a":{"dtype":"F32","shape":[-3],"data_offsets":[0,12]}}       | a: shape: -3 (expected: 0 or more
          {"a":{"dtype":"F32","shape":[3.0],"data_offsets":[0,12]}}      | a list of integers for shape of a
          {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,12]}} | out of range
          {"a":{"dtype":"F8_E4M3","shape":[12],"data_offsets":[0,12]}}   | dtype F8_E4M3 (expected: F32, F16 or BF16
          {"a":{"shape":[3],"data_offsets":[0,12]}}                      | dtype absent
          {"a":{"dtype":"F32","data_offsets":[0,12]}}                    | no shape
          {"a":{"dtype":"F32","shape":[3]}}                              | data_offsets []
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12],"x":1}}  | a: x (expected: dtype, shape and
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"a":{}} | Duplicate
          {"a":3}                                                        | an object for a
          ["a"]                                                          | '{'
          {"a":                                                          | JSON in UTF-8
          {}                                                             | size: 22 (expected: 10
          """)
  void refusesHeaders(String header, String message) throws IOException {
    writeWeights(header.getBytes(StandardCharsets.UTF_8).length, header, 12);
    assertThat(refusal()).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "1000000", "17000000000", "-1", "-9223372036854775808"})
  void refusesHeaderLengths(long length) throws IOException {
    writeWeights(length, "{}", 0);
    requireRefusal(Reason.MALFORMED, "header length: " + Long.toUnsignedString(length));
  }

  @Test
  void refusesEmptyWeights() throws IOException {
    Files.write(model.resolve("model.safetensors"), new byte[0]);
    requireRefusal(Reason.MALFORMED, "size: 0 (expected: at least 8 bytes)");
  }

  @Test
  void saysTheWayOutOfTheCacheOfLinks() throws IOException {
    Path blob = Files.createDirectories(folder.resolve("blobs")).resolve("0f3a");
    Files.move(model.resolve("model.safetensors"), blob);
    Files.createSymbolicLink(model.resolve("model.safetensors"), Path.of("..", "blobs", "0f3a"));
    requireRefusal(Reason.LAYOUT, blob.toRealPath().toString(), "cp -rL", "--local-dir");
  }

  @ParameterizedTest
  @CsvSource({"model.safetensors, a link to none", "generation_config.json, absent"})
  void refusesLinksToNothing(String name, String found) throws IOException {
    Files.delete(model.resolve(name));
    Files.createSymbolicLink(model.resolve(name), Path.of("..", "blobs", "0f3a"));
    requireRefusal(Reason.MISSING, name + ": file: " + found);
  }

  @Test
  void readsLinksThatStayInside() throws IOException {
    Files.move(model.resolve("model.safetensors"), model.resolve("weights.bin"));
    Files.createSymbolicLink(model.resolve("model.safetensors"), Path.of("weights.bin"));
    HuggingFaceCheckpoint.open(model).close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "/m/a.safetensors"  | LAYOUT    | the name of a file beside the index
          "../a.safetensors"  | LAYOUT    | the name of a file beside the index
          ".."                | LAYOUT    | the name of a file beside the index
          "a\\u0000"          | LAYOUT    | the name of a file beside the index
          "gone.safetensors"  | MISSING   | gone.safetensors: file: absent
          7                   | MALFORMED | a string
          """)
  void refusesFileNamesOfAnIndex(String name, Reason reason, String expected) throws IOException {
    writeIndex("{\"weight_map\": {\"model.norm.weight\": %s}}".formatted(name));
    requireRefusal(reason, expected);
  }

  @Test
  void refusesAnIndexWithoutAMap() throws IOException {
    writeIndex("{\"metadata\": {}}");
    requireRefusal(Reason.MISSING, "weight_map: absent");
  }

  @Test
  void refusesAnIndexThatMisplacesATensor() throws IOException {
    Path sharded = TINY.writeSharded(folder.resolve("sharded"), 40_000);
    Path index = sharded.resolve("model.safetensors.index.json");
    String text = Files.readString(index);
    String norm = "\"model.norm.weight\" : \"";
    String moved = text.replaceAll(norm + "model-\\d+", norm + "model-00001");
    assertThat(moved).isNotEqualTo(text);
    model = sharded;
    Files.writeString(index, moved);
    requireRefusal(Reason.MISSING, "model.norm.weight: absent", "index.json says so");
    Files.writeString(index, text.replaceAll(",\\s*" + norm + "[^\"]*\"", ""));
    requireRefusal(Reason.MALFORMED, "weight_map: no model.norm.weight");
  }

  @Test
  void refusesATensorThatTwoFilesHold() throws IOException {
    writeIndex("{\"weight_map\": {\"a\": \"x.safetensors\", \"b\": \"y.safetensors\"}}");
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}";
    Files.write(model.resolve("x.safetensors"), weights(header.length(), header, 0));
    Files.write(model.resolve("y.safetensors"), weights(header.length(), header, 0));
    requireRefusal(Reason.MALFORMED, "y.safetensors: a: a second one");
  }

  private void requireRefusal(Reason reason, String... parts) {
    CheckpointException refusal = refusal();
    assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    assertThat(refusal.getMessage()).contains(parts).contains(model.toString());
  }

  private CheckpointException refusal() {
    var refusal =
        catchThrowableOfType(
            CheckpointException.class, () -> HuggingFaceCheckpoint.open(model).close());
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  private void setConfig(String field, String value) {
    Path config = model.resolve("config.json");
    var object = (ObjectNode) JSON.readTree(config);
    object.set(field, JSON.readTree(value));
    JSON.writeValue(config, object);
  }

  private void writeIndex(String json) throws IOException {
    Files.delete(model.resolve("model.safetensors"));
    Files.writeString(model.resolve("model.safetensors.index.json"), json);
  }

  private void writeWeights(long length, String header, int data) throws IOException {
    Files.write(model.resolve("model.safetensors"), weights(length, header, data));
  }

  private static byte[] weights(long length, String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    var file = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
    return file.putLong(length).put(text).array();
  }
}
