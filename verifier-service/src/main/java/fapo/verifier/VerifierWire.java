package fapo.verifier;

import com.google.protobuf.ByteString;
import com.google.rpc.BadRequest.FieldViolation;
import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.Checked;
import fapo.verifier.text.Extracted;
import fapo.verifier.v1.Different;
import fapo.verifier.v1.DifferentReason;
import fapo.verifier.v1.Equivalent;
import fapo.verifier.v1.Explanation;
import fapo.verifier.v1.Side;
import fapo.verifier.v1.Undecided;
import fapo.verifier.v1.UndecidedReason;
import fapo.verifier.v1.Unreadable;
import fapo.verifier.v1.VerifyRequest;
import fapo.verifier.v1.VerifyResponse;
import java.util.ArrayList;
import java.util.List;

/// Translates between the messages and the core, once.
final class VerifierWire {
  private VerifierWire() {}

  /// One check as the core takes it.
  record Question(String candidate, List<String> references, CheckOptions options) {}

  /// @param path of the request within its message, for the names of fields: empty or
  /// `requests[3].`
  static Question question(VerifyRequest request, String path) throws RefusedException {
    List<FieldViolation> violations = new ArrayList<>(0);
    String candidate = utf8(request.getCandidate(), path + "candidate", violations);
    List<String> references = new ArrayList<>(request.getReferencesCount());
    for (int i = 0; i < request.getReferencesCount(); i++) {
      references.add(utf8(request.getReferences(i), path + "references[" + i + "]", violations));
    }
    CheckOptions options =
        request.hasOptions()
            ? OptionsWire.options(request.getOptions(), path + "options.", violations)
            : CheckOptions.DEFAULTS;
    if (!violations.isEmpty()) {
      throw new RefusedException(violations);
    }
    return new Question(candidate, references, options);
  }

  static VerifyResponse response(Checked checked, VerifyRequest request, long nanos) {
    fapo.verifier.v1.AnswerCheck.Builder check = outcome(checked.check());
    checked.extracted().ifPresent(extracted -> check.setExtracted(extracted(extracted)));
    if (request.getReferencesCount() > 1) {
      check.setReferenceIndex(checked.referenceIndex());
    }
    if (request.getOptions().getExplain()) {
      check.setExplanation(
          Explanation.newBuilder()
              .setCandidateForm(checked.candidateForm())
              .setReferenceForm(checked.referenceForm())
              .setWork(checked.work()));
    }
    return VerifyResponse.newBuilder().setCheck(check).setMicros(nanos / 1000).build();
  }

  private static fapo.verifier.v1.AnswerCheck.Builder outcome(AnswerCheck check) {
    fapo.verifier.v1.AnswerCheck.Builder wire = fapo.verifier.v1.AnswerCheck.newBuilder();
    return switch (check) {
      case AnswerCheck.Equivalent(String by) ->
          wire.setEquivalent(Equivalent.newBuilder().setBy(by));
      case AnswerCheck.Different(String by, AnswerCheck.Different.Reason reason) ->
          wire.setDifferent(Different.newBuilder().setBy(by).setReason(reason(reason)));
      case AnswerCheck.Undecided(AnswerCheck.Undecided.Why why, String detail) ->
          wire.setUndecided(Undecided.newBuilder().setReason(why(why)).setDetail(detail));
      case AnswerCheck.Unreadable unreadable -> wire.setUnreadable(unreadable(unreadable));
    };
  }

  private static DifferentReason reason(AnswerCheck.Different.Reason reason) {
    return switch (reason) {
      case VALUE -> DifferentReason.DIFFERENT_REASON_VALUE;
      case AMBIGUOUS -> DifferentReason.DIFFERENT_REASON_AMBIGUOUS;
    };
  }

  private static UndecidedReason why(AnswerCheck.Undecided.Why why) {
    return switch (why) {
      case LIMIT -> UndecidedReason.UNDECIDED_REASON_LIMIT;
      case NO_RULE -> UndecidedReason.UNDECIDED_REASON_NO_RULE;
    };
  }

  private static Unreadable unreadable(AnswerCheck.Unreadable unreadable) {
    Unreadable.Builder wire =
        Unreadable.newBuilder()
            .setSide(
                switch (unreadable.side()) {
                  case CANDIDATE -> Side.SIDE_CANDIDATE;
                  case REFERENCE -> Side.SIDE_REFERENCE;
                })
            .setExpected(unreadable.expected());
    if (unreadable.position() >= 0) {
      wire.setPosition(unreadable.position());
    }
    return wire.build();
  }

  private static fapo.verifier.v1.Extracted extracted(Extracted extracted) {
    return fapo.verifier.v1.Extracted.newBuilder()
        .setText(extracted.text())
        .setSource(extracted.source().label())
        .setStart(extracted.start())
        .build();
  }

  static String utf8(ByteString bytes, String field, List<FieldViolation> violations) {
    if (!bytes.isValidUtf8()) {
      violations.addAll(violation(field, "malformed UTF-8 (expected: UTF-8)"));
      return "";
    }
    return bytes.toStringUtf8();
  }

  static List<FieldViolation> violation(String field, String description) {
    return List.of(FieldViolation.newBuilder().setField(field).setDescription(description).build());
  }
}
