package fapo.cli;

import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The critic a command line names: `symbolic`, `openai:URL`, or `openai` of a running platform.
///
/// @param name as the server knows it
/// @param url where its model is; empty where the server knows that itself
record CriticChoice(String name, String url) {

  static CriticChoice parse(String text) {
    String[] parts = text.split(":", 2);
    String url = parts.length > 1 ? parts[1] : "";
    return switch (parts[0]) {
      case "symbolic" -> {
        if (!url.isEmpty()) {
          throw refused(text);
        }
        yield new CriticChoice("symbolic", "");
      }
      case "openai" -> {
        if (!url.isEmpty() && !url.matches("https?://[^/].*")) {
          throw refused(text);
        }
        yield new CriticChoice("openai", url);
      }
      case "onnx" ->
          throw new TypeConversionException(
              "'"
                  + text
                  + "': this version has no model of its own (expected: symbolic or"
                  + " openai:URL)");
      default -> throw refused(text);
    };
  }

  /// Configuration of a platform that is started for this critic.
  Map<String, String> settings() {
    return url.isEmpty()
        ? Map.of("fapo.genrm.default-critic", name)
        : Map.of("fapo.genrm.default-critic", name, "fapo.genrm.openai.url", url);
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException("'" + text + "' (expected: symbolic or openai:URL)");
  }

  /// For picocli.
  static final class Converter implements ITypeConverter<CriticChoice> {
    @Override
    public CriticChoice convert(String value) {
      return parse(value);
    }
  }
}
