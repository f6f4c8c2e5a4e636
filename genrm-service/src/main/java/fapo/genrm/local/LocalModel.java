package fapo.genrm.local;

import ai.onnxruntime.OrtEnvironment;
import fapo.genrm.checkpoint.HuggingFaceCheckpoint;
import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.engine.SchedulerLimits;
import fapo.genrm.generation.EngineSettings;
import fapo.genrm.generation.Figures;
import fapo.genrm.generation.Generation;
import fapo.genrm.generation.GenerationEngine;
import fapo.genrm.generation.GenerationRequest;
import fapo.genrm.generation.GenerationRequest.Place;
import fapo.genrm.generation.StopRules;
import fapo.genrm.generation.SupervisedEngine;
import fapo.genrm.onnx.CpuSettings;
import fapo.genrm.onnx.OnnxForwardPass;
import fapo.genrm.sampling.SamplingParameters;
import fapo.genrm.tokenizer.ChatTemplate;
import fapo.genrm.tokenizer.Message;
import fapo.genrm.tokenizer.Prompt;
import fapo.genrm.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A checkpoint with its tokenizer and chat form, loaded, and the engine that runs it.
final class LocalModel implements AutoCloseable {
  private static final String VECTORS = "jdk.incubator.vector";
  private static final int BLOCK = 64;
  private static final int CANDIDATES = 64;
  private static final int TYPICAL_TOKENS = 1_000;
  private static final int HASH_DIGITS = 12;
  private static final int WARM_UP_TOKENS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration WATCH = Duration.ofMillis(250);

  private final HuggingFaceCheckpoint checkpoint;
  private final Tokenizer tokenizer;
  private final ChatTemplate form;
  private final SupervisedEngine engine;
  private final String id;

  private LocalModel(LocalSettings settings, Oversight oversight) {
    this.checkpoint = HuggingFaceCheckpoint.open(settings.model());
    this.tokenizer = Tokenizer.read(settings.model().resolve("tokenizer.json"));
    this.form = ChatTemplate.recognize(template(settings.model()));
    int blocks = Math.ceilDiv(settings.cacheTokens(), BLOCK);
    int cores = Runtime.getRuntime().availableProcessors();
    CpuSettings cpu =
        new CpuSettings(
            new CacheShape(blocks, BLOCK),
            Math.min(CANDIDATES, checkpoint.spec().vocabulary()),
            settings.threads() == 0 ? cores : settings.threads(),
            false,
            settings.quantisation().quantization());
    Set<Integer> ends = new HashSet<>(checkpoint.generation().endTokens());
    EngineSettings engineSettings = new EngineSettings(limits(settings, blocks), ends, WATCH);
    this.engine =
        new SupervisedEngine(
            () -> started(cpu, engineSettings, oversight.around()),
            warmUp(),
            oversight.restarts(),
            System::nanoTime,
            oversight.changed());
    this.id = id(settings.model(), checkpoint);
  }

  /// How the engine is watched over.
  ///
  /// @param changed is told each health after the first
  /// @param around puts something around the model that each engine runs
  record Oversight(
      SupervisedEngine.Restarts restarts,
      Consumer<SupervisedEngine.Health> changed,
      UnaryOperator<ForwardPass> around) {}

  /// @throws fapo.genrm.checkpoint.CheckpointException where the directory holds no model that runs
  static LocalModel open(LocalSettings settings, Oversight oversight) {
    if (ModuleLayer.boot().findModule(VECTORS).isEmpty()) {
      throw new IllegalStateException(
          "java: without the module %s (expected: java --add-modules %s)"
              .formatted(VECTORS, VECTORS));
    }
    return new LocalModel(settings, oversight);
  }

  private SupervisedEngine.Unit started(
      CpuSettings cpu, EngineSettings settings, UnaryOperator<ForwardPass> around) {
    OnnxForwardPass pass = OnnxForwardPass.open(checkpoint, cpu);
    GenerationEngine engine =
        new GenerationEngine(around.apply(pass), tokenizer.table(), settings, System::nanoTime);
    return new SupervisedEngine.Unit(engine, pass::close);
  }

  // Enough to load what a prompt and what a continuation need.
  private GenerationRequest warmUp() {
    int[] prompt = encode(prompt("What is 2 + 2?"));
    int length = Math.min(prompt.length, contextLength() - WARM_UP_TOKENS);
    return new GenerationRequest(
        Arrays.copyOf(prompt, length),
        WARM_UP_TOKENS,
        new SamplingParameters(0, 0, 1, 0, 0),
        StopRules.NONE,
        Place.ANY);
  }

  private SchedulerLimits limits(LocalSettings settings, int blocks) {
    return new SchedulerLimits(
        checkpoint.spec().contextLength(),
        blocks,
        BLOCK,
        Math.max(settings.stepTokens(), settings.running()),
        settings.running(),
        settings.waiting(),
        TYPICAL_TOKENS,
        PATIENCE);
  }

  // `chat_template.jinja`, or the field of `tokenizer_config.json` that older checkpoints have.
  private static String template(Path model) {
    Path own = model.resolve("chat_template.jinja");
    try {
      if (Files.exists(own)) {
        return Files.readString(own);
      }
      Path config = model.resolve("tokenizer_config.json");
      JsonNode field = JsonMapper.shared().readTree(config).path("chat_template");
      if (!field.isString()) {
        throw new IllegalArgumentException(
            config + ": chat_template: absent (expected: there, or in " + own + ")");
      }
      return field.stringValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String id(Path model, HuggingFaceCheckpoint checkpoint) {
    Path folder = model.toAbsolutePath().normalize().getFileName();
    return folder + "@" + checkpoint.weightsHash().substring(0, HASH_DIGITS);
  }

  /// Name of the directory and the head of the weights' hash.
  String id() {
    return id;
  }

  /// SHA-256, hex.
  String weightsHash() {
    return checkpoint.weightsHash();
  }

  /// Of ONNX Runtime.
  String runtimeVersion() {
    return OrtEnvironment.getEnvironment().getVersion();
  }

  int contextLength() {
    return checkpoint.spec().contextLength();
  }

  /// The conversation in which the one message is the user's.
  Prompt prompt(String message) {
    return form.render(List.of(Message.user(message)), new ChatTemplate.Options(true, true));
  }

  int[] encode(Prompt prompt) {
    return tokenizer.encode(prompt);
  }

  Generation submit(GenerationRequest request) {
    return engine.submit(request);
  }

  SupervisedEngine.Health health() {
    return engine.health();
  }

  int replacements() {
    return engine.replacements();
  }

  Figures figures() {
    return engine.figures();
  }

  @Override
  public void close() {
    engine.close();
    tokenizer.close();
    checkpoint.close();
  }
}
