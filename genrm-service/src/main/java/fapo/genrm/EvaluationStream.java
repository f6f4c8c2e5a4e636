package fapo.genrm;

import com.google.rpc.Code;
import com.google.rpc.Status;
import fapo.evaluation.figure.Evaluation;
import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Truth;
import fapo.evaluation.stat.Resampling;
import fapo.evaluation.v1.EvaluateOptions;
import fapo.evaluation.v1.EvaluateRequest;
import fapo.evaluation.v1.EvaluateResponse;
import fapo.evaluation.v1.ItemResult;
import fapo.evaluation.v1.LabelledItem;
import fapo.genrm.critique.PromptTemplate;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.Provenance;
import fapo.genrm.v1.Verdict;
import fapo.genrm.wire.FiguresWire;
import fapo.genrm.wire.JudgedWire;
import fapo.genrm.wire.RefusedException;
import io.grpc.Context;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One evaluation: solutions in, a result each, the figures once all are judged.
///
/// At most a window of solutions is under way; the next one is asked for when one is answered and
/// the client reads. What is kept of a solution is its label and verdict, without the texts.
final class EvaluationStream implements StreamObserver<EvaluateRequest> {
  private static final Logger log = LoggerFactory.getLogger(EvaluationStream.class);
  private static final int WINDOW = 64;
  private static final int MOST_ITEMS = 1_000_000;
  private static final int MOST_REPLICATES = 100_000;

  private final CritiqueDesk desk;
  private final ServerCallStreamObserver<EvaluateResponse> replies;
  private final Executor aside;
  private final List<Judged> judged = new ArrayList<>();
  private final TreeSet<String> critics = new TreeSet<>();
  private EvaluateOptions options = EvaluateOptions.getDefaultInstance();
  private long items;
  private int open;
  private int owed;
  private boolean halfClosed;
  private boolean ended;

  EvaluationStream(
      CritiqueDesk desk, ServerCallStreamObserver<EvaluateResponse> replies, Executor aside) {
    this.desk = desk;
    this.replies = replies;
    this.aside = Context.currentContextExecutor(aside);
    replies.disableAutoRequest();
    replies.setOnCancelHandler(this::end);
    replies.setOnReadyHandler(this::requestOwed);
    replies.request(WINDOW);
  }

  @Override
  public void onNext(EvaluateRequest request) {
    try {
      switch (request.getPartCase()) {
        case OPTIONS -> take(request.getOptions());
        case ITEM -> take(request.getItem());
        case PART_NOT_SET ->
            throw RefusedException.of("part", "not set (expected: options or item)");
      }
    } catch (RefusedException refused) {
      fail(Statuses.of(refused));
    }
  }

  private synchronized void take(EvaluateOptions asked) {
    if (items > 0 || !options.equals(EvaluateOptions.getDefaultInstance())) {
      throw RefusedException.of("options", "again (expected: once, before the first item)");
    }
    int replicates = asked.getReplicates();
    if (asked.hasReplicates() && (replicates < 100 || replicates > MOST_REPLICATES)) {
      throw RefusedException.of(
          "options.replicates",
          Integer.toUnsignedString(replicates) + " (expected: 100 to " + MOST_REPLICATES + ")");
    }
    desk.requireCritic(asked.getCritique());
    options = asked;
    replies.request(1);
  }

  private void take(LabelledItem item) {
    synchronized (this) {
      if (++items > MOST_ITEMS) {
        fail(
            Status.newBuilder()
                .setCode(Code.RESOURCE_EXHAUSTED.getNumber())
                .setMessage("items: over " + MOST_ITEMS + " (expected: fewer in one call)")
                .build());
        return;
      }
      open++;
    }
    CompletableFuture<?> _ =
        CompletableFuture.runAsync(() -> judge(item), aside).exceptionally(this::broken);
  }

  private void judge(LabelledItem item) {
    ItemResult.Builder result =
        ItemResult.newBuilder().setSubset(item.getSubset()).setId(item.getId());
    @Nullable Judged one = null;
    try {
      Truth truth = JudgedWire.truth(item);
      try {
        Verdict verdict = verdict(item);
        one = JudgedWire.judged(item, truth, verdict);
        result.setVerdict(verdict);
      } catch (RefusedException refused) {
        one = item.hasVerdict() ? null : JudgedWire.refused(item, truth);
        result.setRefused(Statuses.of(refused));
      }
    } catch (RefusedException refused) {
      result.setRefused(Statuses.of(refused));
    }
    answered(one, result.build());
  }

  private Verdict verdict(LabelledItem item) {
    return item.hasVerdict()
        ? item.getVerdict()
        : desk.judge(item.getRequest().toBuilder().setOptions(asked(item)).build(), _ -> {});
  }

  // ProcessBench has no reference answers, and the paper measures on it without.
  private CritiqueOptions asked(LabelledItem item) {
    CritiqueOptions critique = options.getCritique();
    return critique.getTemplateId().isEmpty() && item.getRequest().getReference().isEmpty()
        ? critique.toBuilder().setTemplateId(PromptTemplate.FAPO_PARAGRAPH_NOREF_V1.id()).build()
        : critique;
  }

  private synchronized void answered(@Nullable Judged one, ItemResult result) {
    if (ended) {
      return;
    }
    if (one != null) {
      judged.add(one);
    }
    if (result.getVerdict().hasProvenance()) {
      Provenance from = result.getVerdict().getProvenance();
      critics.add(
          from.getModelId().isEmpty()
              ? from.getCritic()
              : from.getCritic() + ":" + from.getModelId());
    }
    replies.onNext(EvaluateResponse.newBuilder().setResult(result).build());
    open--;
    owed++;
    requestOwed();
    completeWhenJudged();
  }

  private synchronized void requestOwed() {
    if (!ended && owed > 0 && replies.isReady()) {
      replies.request(owed);
      owed = 0;
    }
  }

  @Override
  public synchronized void onCompleted() {
    halfClosed = true;
    completeWhenJudged();
  }

  @Override
  public void onError(Throwable failure) {
    log.debug("evaluation ended by its client: {}", failure.getMessage());
    end();
  }

  private synchronized void end() {
    ended = true;
  }

  // The resampling takes seconds at most: the reply is the last one anyway.
  private void completeWhenJudged() {
    if (ended || !halfClosed || open > 0) {
      return;
    }
    ended = true;
    Resampling resampling =
        new Resampling(
            options.hasBootstrapSeed() ? options.getBootstrapSeed() : Resampling.DEFAULT.seed(),
            options.hasReplicates() ? options.getReplicates() : Resampling.DEFAULT.replicates());
    List<String> subsets =
        judged.stream().map(Judged::subset).sorted().distinct().collect(Collectors.toList());
    Evaluation evaluation = Evaluation.of(subsets, judged, resampling);
    replies.onNext(
        EvaluateResponse.newBuilder()
            .setEvaluation(FiguresWire.evaluation(String.join(", ", critics), evaluation))
            .build());
    replies.onCompleted();
  }

  private @Nullable Void broken(Throwable failure) {
    log.error("an evaluation failed", failure);
    fail(
        Status.newBuilder()
            .setCode(Code.INTERNAL.getNumber())
            .setMessage("internal error; see the service's log")
            .build());
    return null;
  }

  private synchronized void fail(Status status) {
    if (!ended) {
      ended = true;
      replies.onError(StatusProto.toStatusRuntimeException(status));
    }
  }
}
