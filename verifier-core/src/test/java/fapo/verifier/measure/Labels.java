package fapo.verifier.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Writes what Math-Verify says of every labelled row: the row's id and `equivalent` or `other`.
final class Labels {
  private static final int BLOCK = 100;

  private Labels() {}

  /// Arguments: the Python with Math-Verify, the file to write.
  public static void main(String[] args) throws IOException {
    try (MathVerify peer = new MathVerify(Path.of(args[0]));
        PrintStream out = new PrintStream(args[1], StandardCharsets.UTF_8)) {
      out.println("# id\tMath-Verify 0.8.0, wrapped mode, the kinder wiring");
      for (List<RealRow> rows : List.of(RealRow.core(), RealRow.derived(), RealRow.probes())) {
        for (int i = 0; i < rows.size(); i += BLOCK) {
          List<RealRow> block = rows.subList(i, Math.min(rows.size(), i + BLOCK));
          List<Boolean> equivalent = peer.check(block).equivalent();
          for (int j = 0; j < block.size(); j++) {
            out.println(
                block.get(j).row().id() + "\t" + (equivalent.get(j) ? "equivalent" : "other"));
          }
        }
      }
    }
  }
}
