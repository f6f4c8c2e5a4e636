package fapo.genrm.symbolic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the first step whose arithmetic is false or contradicts an earlier stated value.
///
/// A step is turned into tokens, the tokens into the equations they state, and each equation is
/// computed exactly. One is called false only where every way to mean it is false, nothing after it
/// takes it back, and nothing in it was left unread.
///
/// Pure, total and deterministic; safe for use by several threads. Time is linear in the text.
public final class SymbolicCritic {
  /// Examines the steps in order. The problem is not read: what it says is given, not claimed.
  public Finding examine(String problem, List<String> steps) {
    Examination examination = new Examination();
    for (int index = 0; index < steps.size(); index++) {
      String step = steps.get(index);
      if (!Examination.mayRelate(step)) {
        continue;
      }
      examination.open(step);
      String following = index + 1 < steps.size() ? steps.get(index + 1) : "";
      @Nullable Fault fault = examination.nextFault();
      while (fault != null && Retraction.covers(step, fault.start(), fault.end(), following)) {
        fault = examination.nextFault();
      }
      if (fault != null) {
        return flaw(index, fault, examination.checked());
      }
    }
    int checked = examination.checked();
    return checked == 0 ? new Finding.NothingToCheck() : new Finding.AllHold(checked);
  }

  private static Finding flaw(int step, Fault fault, int checked) {
    return new Finding.Flaw(
        step,
        fault.kind(),
        fault.statement(),
        fault.subExpression(),
        fault.stated(),
        fault.computed(),
        fault.explanation(),
        checked);
  }
}
