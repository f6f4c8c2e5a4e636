package fapo.verifier.compare;

import fapo.verifier.text.AnswerFinder;
import fapo.verifier.text.Boxes;
import fapo.verifier.text.Extracted;
import fapo.verifier.text.Found;
import java.util.ArrayList;
import java.util.List;

/// A usable reference answer.
///
/// @param index 0-based, among those given
/// @param original as given
/// @param text without its wrapping
record Reference(int index, String original, String text) {

  /// @throws UnusableReferenceException where none is usable
  static List<Reference> usable(List<String> references) {
    List<Reference> usable = new ArrayList<>(references.size());
    for (int i = 0; i < references.size(); i++) {
      String text = unwrapped(references.get(i));
      if (!text.isBlank()) {
        usable.add(new Reference(i, references.get(i), text));
      }
    }
    if (usable.isEmpty()) {
      throw new UnusableReferenceException(
          UnusableReferenceException.Reason.REFERENCE_UNREADABLE,
          "references: %d, none usable (expected: at least one that is not empty)"
              .formatted(references.size()));
    }
    return usable;
  }

  private static String unwrapped(String reference) {
    if (reference.length() > AnswerVerifier.MAX_TEXT) {
      return "";
    }
    return switch (AnswerFinder.whole(reference)) {
      case Found.Answer(Extracted extracted) -> withoutBox(extracted.text());
      case Found.Nothing _ -> "";
    };
  }

  // `\boxed{5}` alone is 5; several boxes in one reference stay, for the parser reads each as a
  // group.
  private static String withoutBox(String text) {
    if (!Boxes.any(text) || !text.startsWith("\\")) {
      return text;
    }
    String inner = Boxes.sole(text);
    return inner.isBlank() ? "" : text;
  }
}
