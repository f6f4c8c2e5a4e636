package fapo.genrm;

import fapo.genrm.v1.StreamCritiqueResponse;
import fapo.genrm.v1.Verdict;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/// The text of one critique on its way to the caller. The model's thread writes it, the caller's
/// ends it; what the model still writes after that is dropped.
final class TextStream implements Consumer<String> {
  private final StreamObserver<StreamCritiqueResponse> reply;
  private boolean ended;

  TextStream(StreamObserver<StreamCritiqueResponse> reply) {
    this.reply = reply;
  }

  @Override
  public synchronized void accept(String text) {
    if (!ended) {
      reply.onNext(StreamCritiqueResponse.newBuilder().setText(text).build());
    }
  }

  synchronized void end(Verdict verdict) {
    ended = true;
    reply.onNext(StreamCritiqueResponse.newBuilder().setVerdict(verdict).build());
    reply.onCompleted();
  }
}
