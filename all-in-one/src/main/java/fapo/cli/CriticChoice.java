package fapo.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The critic a command line names: `symbolic`, `onnx:DIR`, `hybrid:DIR`, `openai:URL`; or `onnx`,
/// `hybrid`, `openai` where a running platform or the environment says where the model is.
///
/// @param name as the server knows it
/// @param place where its model is: a URL, or a checkpoint directory; empty where that is known
record CriticChoice(String name, String place) {
  static final String EXPECTED = "symbolic, onnx[:DIR], hybrid[:DIR] or openai:URL";

  static CriticChoice parse(String text) {
    String[] parts = text.split(":", 2);
    String place = parts.length > 1 ? parts[1] : "";
    boolean known =
        switch (parts[0]) {
          case "symbolic" -> parts.length == 1;
          case "onnx", "hybrid" -> parts.length == 1 || !place.isBlank();
          case "openai" -> place.isEmpty() || place.matches("https?://[^/].*");
          default -> false;
        };
    if (!known) {
      throw new TypeConversionException("'" + text + "' (expected: " + EXPECTED + ")");
    }
    return new CriticChoice(parts[0], place);
  }

  /// Configuration of a platform that is started for this critic.
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(Map.of("fapo.genrm.default-critic", name));
    if (!place.isEmpty()) {
      boolean remote = name.equals("openai");
      settings.put(
          remote ? "fapo.genrm.openai.url" : "fapo.genrm.onnx.model",
          remote ? place : Path.of(place).toAbsolutePath().toString());
    }
    return settings;
  }

  /// For picocli.
  static final class Converter implements ITypeConverter<CriticChoice> {
    @Override
    public CriticChoice convert(String value) {
      return parse(value);
    }
  }
}
