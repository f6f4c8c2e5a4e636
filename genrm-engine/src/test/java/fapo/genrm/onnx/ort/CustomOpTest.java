package fapo.genrm.onnx.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.genrm.onnx.graph.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class CustomOpTest {
  /// `y[n] = test.Probe(x[n], layer = 7)`, encoded by hand from `onnx.proto`.
  private static final byte[] MODEL = HexFormat.of().parseHex(model());

  private final OrtRuntime.SessionSettings settings =
      new OrtRuntime.SessionSettings(3, false, Map.of());

  @Test
  void computesInJavaWithTheLayersNumber() {
    run(
        layer ->
            context -> {
              MemorySegment x = OrtApi.view(context.input(0), 8);
              MemorySegment y = OrtApi.view(context.output(2), 8);
              for (int i = 0; i < 2; i++) {
                float value = x.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                y.setAtIndex(ValueLayout.JAVA_FLOAT, i, value + layer);
              }
            },
        y -> {
          assertThat(y.getAtIndex(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(8f);
          assertThat(y.getAtIndex(ValueLayout.JAVA_FLOAT, 1)).isEqualTo(9f);
        });
  }

  @Test
  void callsEachIterationOnce() {
    AtomicIntegerArray calls = new AtomicIntegerArray(100);
    run(
        _ ->
            context -> {
              var _ = context.output(2);
              context.parallel(100, calls::incrementAndGet);
            },
        _ -> {});
    for (int i = 0; i < 100; i++) {
      assertThat(calls.get(i)).isEqualTo(1);
    }
  }

  @Test
  void failsTheRunWithWhatAKernelThrows() {
    assertThatThrownBy(
            () ->
                run(
                    _ ->
                        _ -> {
                          throw new IllegalStateException("no such page");
                        },
                    _ -> {}))
        .isInstanceOf(OrtFailure.class)
        .hasMessageContaining("no such page");
  }

  @Test
  void failsTheRunWithWhatAnIterationThrows() {
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(
            () ->
                run(
                    _ ->
                        context -> {
                          var _ = context.output(2);
                          context.parallel(
                              8,
                              i -> {
                                runs.incrementAndGet();
                                if (i == 5) {
                                  throw new StackOverflowError("iteration 5");
                                }
                              });
                        },
                    _ -> {}))
        .isInstanceOf(OrtFailure.class)
        .hasMessageContaining("iteration 5");
    assertThat(runs).hasValue(8);
  }

  @Test
  void endsARunThatWasTerminated() {
    try (OrtRuntime runtime = OrtRuntime.open();
        CustomOp op = op(runtime, _ -> context -> context.output(2));
        InferenceSession session = session(runtime, op);
        Arena arena = Arena.ofConfined()) {
      bind(session, arena);
      session.terminate();
      assertThatThrownBy(session::run)
          .isInstanceOf(OrtFailure.class)
          .hasMessageContaining("terminate");
    }
  }

  private void run(IntFunction<CustomOp.Kernel> kernels, Consumer<MemorySegment> check) {
    try (OrtRuntime runtime = OrtRuntime.open();
        CustomOp op = op(runtime, kernels);
        InferenceSession session = session(runtime, op);
        Arena arena = Arena.ofConfined()) {
      MemorySegment y = bind(session, arena);
      session.run();
      check.accept(y);
    }
  }

  private static CustomOp op(OrtRuntime runtime, IntFunction<CustomOp.Kernel> kernels) {
    return new CustomOp(runtime, new CustomOp.Signature("test", "Probe", 1), kernels);
  }

  private InferenceSession session(OrtRuntime runtime, CustomOp op) {
    return runtime.session(MODEL, Path.of("").toAbsolutePath(), settings, Optional.of(op));
  }

  private static MemorySegment bind(InferenceSession session, Arena arena) {
    MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2);
    MemorySegment y = arena.allocate(ValueLayout.JAVA_FLOAT, 2);
    session.bindInput("x", x, TensorType.FLOAT, 2);
    session.bindOutput("y", y, TensorType.FLOAT, 2);
    return y;
  }

  private static String model() {
    String layer = field("2a", field("0a", hex("layer")) + "1807" + "a00102");
    String node =
        field("0a", hex("x"))
            + field("12", hex("y"))
            + field("22", hex("Probe"))
            + layer
            + field("3a", hex("test"));
    String graph =
        field("0a", node)
            + field("12", hex("g"))
            + field("5a", floats("x"))
            + field("62", floats("y"));
    return "080a"
        + field("3a", graph)
        + field("42", "0a00" + "1015")
        + field("42", field("0a", hex("test")) + "1001");
  }

  /// A `ValueInfoProto` of float32 `[n]`.
  private static String floats(String name) {
    String shape = field("12", field("0a", field("12", hex("n"))));
    return field("0a", hex(name)) + field("12", field("0a", "0801" + shape));
  }

  private static String field(String tag, String body) {
    return tag + "%02x".formatted(body.length() / 2) + body;
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
