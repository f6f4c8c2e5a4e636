package fapo.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The critic a command line names: `symbolic`, `onnx` or `onnx:DIR`, `hybrid` or `hybrid:DIR`,
/// `openai:URL`, or `openai` of a running platform.
///
/// @param name as the server knows it
/// @param place where its model is: a URL, or a checkpoint directory; empty where the server knows
///     that itself, or it is the bundled one
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
    switch (name) {
      case "openai" -> settings.put("fapo.genrm.openai.url", place);
      case "onnx", "hybrid" ->
          model().ifPresent(model -> settings.put("fapo.genrm.onnx.model", model.toString()));
      default -> {
        // needs no model
      }
    }
    return settings;
  }

  private Optional<Path> model() {
    return place.isEmpty()
        ? BundledModel.directory()
        : Optional.of(Path.of(place).toAbsolutePath());
  }

  /// For picocli.
  static final class Converter implements ITypeConverter<CriticChoice> {
    @Override
    public CriticChoice convert(String value) {
      return parse(value);
    }
  }
}
