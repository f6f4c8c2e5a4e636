package fapo.verifier.compare;

import java.util.List;

/// Texts that cost a careless scanner more than their length: one piece over and over.
final class HostileTexts {
  static final List<String> PIECES =
      List.of(
          "$ ",
          "$",
          "$$",
          "answer ",
          "answer is ",
          "answer:",
          "final answer is ",
          "Final Answer\n",
          "\\boxed{",
          "\\boxed{}",
          "\\boxed{1} and ",
          "boxed ",
          "ox",
          "<think>",
          "</think>",
          "<",
          "<|im_end|>",
          "<answer>",
          "</answer>",
          "<answer></answer>",
          "**",
          "*",
          "`",
          "__",
          "7",
          "7 ",
          "7,",
          ".",
          "-",
          "=",
          "= 7",
          "(",
          ")",
          "()",
          "[",
          "]",
          "{",
          "}",
          "\\{",
          "\\(",
          "\\)",
          "\\]",
          "\\",
          "####",
          "#### 7\n",
          "###Response",
          "A:",
          "A:\n",
          "\n",
          " ",
          "so ",
          "So 7. ",
          "option ",
          "option B ",
          "é",
          "答案",
          "答案是",
          "因此",
          "选",
          "7页",
          "一",
          "\u200b",
          "The answer is 7. ",
          "réponse ",
          "Therefore, 1 and 2. ",
          "$7 and $");

  private HostileTexts() {}

  static String of(String piece, int length) {
    return piece.repeat(length / piece.length() + 1).substring(0, length);
  }
}
