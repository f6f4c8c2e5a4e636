package fapo.genrm.remote;

import fapo.genrm.critique.Verdict.Cause;
import fapo.genrm.remote.ByteQueue.Signal;
import fapo.genrm.remote.ChatWire.Piece;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One sample, from the request to the last token. However it ends, its connection is free or
/// closed.
final class ChatExchange {
  private static final int MAX_TEXT = 8 << 20;
  private static final int MAX_BODY = 16 << 20;
  private static final String DONE = "[DONE]";

  private final HttpClient client;
  private final Patience patience;
  private final Consumer<String> listener;
  private final StringBuilder text = new StringBuilder();
  private String finish = "";
  private int promptTokens;
  private int completionTokens;
  private int pieces;

  ChatExchange(HttpClient client, Patience patience, Consumer<String> listener) {
    this.client = client;
    this.patience = patience;
    this.listener = listener;
  }

  /// What the model wrote.
  ///
  /// @param cut whether it was stopped at the token limit
  record Completion(String text, boolean cut, int promptTokens, int completionTokens) {}

  Completion run(HttpRequest request) throws ExchangeFailure, InterruptedException {
    HttpResponse<ByteQueue> response = open(request);
    ByteQueue body = response.body();
    try {
      if (response.statusCode() != 200) {
        String message = ChatWire.message(whole(body));
        throw new ExchangeFailure(Refusals.verdict(response.statusCode(), message));
      }
      if (isEventStream(response)) {
        readEvents(body);
      } else {
        take(ChatWire.piece(whole(body), "message"));
      }
    } finally {
      body.cancel();
    }
    if (finish.isEmpty()) {
      throw ExchangeFailure.of(Cause.UNREACHABLE, "the stream ended before the answer did");
    }
    int tokens = completionTokens > 0 ? completionTokens : pieces;
    return new Completion(text.toString(), finish.equals("length"), promptTokens, tokens);
  }

  /// A kept-alive connection that the server has just closed fails before the first byte: such a
  /// request is sent once more.
  private HttpResponse<ByteQueue> open(HttpRequest request)
      throws ExchangeFailure, InterruptedException {
    try {
      return send(request);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw unreachable(e);
    } catch (IOException _) {
      try {
        return send(request);
      } catch (IOException e) {
        throw unreachable(e);
      }
    }
  }

  private HttpResponse<ByteQueue> send(HttpRequest request)
      throws IOException, ExchangeFailure, InterruptedException {
    ByteQueue body = new ByteQueue();
    CompletableFuture<HttpResponse<ByteQueue>> sent = client.sendAsync(request, _ -> body);
    boolean opened = false;
    try {
      HttpResponse<ByteQueue> response = sent.get(patience.left(), TimeUnit.NANOSECONDS);
      opened = true;
      return response;
    } catch (TimeoutException _) {
      throw patience.ended();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      sent.cancel(true);
      if (!opened) {
        body.cancel(); // the response may have come together with what ended the wait
      }
    }
  }

  private void readEvents(ByteQueue body) throws ExchangeFailure, InterruptedException {
    SseDecoder decoder = new SseDecoder();
    while (true) {
      @Nullable ByteBuffer bytes = next(body);
      if (bytes == null) {
        return;
      }
      for (String event : decoder.decode(bytes)) {
        if (event.strip().equals(DONE)) {
          finish = finish.isEmpty() ? "stop" : finish;
          awaitEnd(body);
          return;
        }
        take(ChatWire.piece(event, "delta"));
      }
    }
  }

  /// A body read to its end leaves its connection open for the next exchange.
  private static void awaitEnd(ByteQueue body) throws InterruptedException {
    Signal _ = body.take(TimeUnit.MILLISECONDS.toNanos(50));
  }

  private void take(Piece piece) throws ExchangeFailure {
    if (piece.progress()) {
      pieces++;
      patience.tokenArrived();
    }
    if (!piece.text().isEmpty()) {
      text.append(piece.text());
      listener.accept(piece.text());
    }
    if (text.length() > MAX_TEXT) {
      throw ExchangeFailure.fault("critique: over 8 Mi characters (expected: at most max_tokens)");
    }
    finish = piece.finish().isEmpty() ? finish : piece.finish();
    promptTokens = Math.max(promptTokens, piece.promptTokens());
    completionTokens = Math.max(completionTokens, piece.completionTokens());
  }

  private String whole(ByteQueue body) throws ExchangeFailure, InterruptedException {
    StringBuilder whole = new StringBuilder();
    for (@Nullable ByteBuffer bytes = next(body); bytes != null; bytes = next(body)) {
      whole.append(StandardCharsets.ISO_8859_1.decode(bytes));
      if (whole.length() > MAX_BODY) {
        throw ExchangeFailure.fault("reply: over 16 MiB");
      }
    }
    return new String(
        whole.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /// The next bytes; null at the end.
  private @Nullable ByteBuffer next(ByteQueue body) throws ExchangeFailure, InterruptedException {
    return switch (body.take(patience.left())) {
      case Signal.Bytes(ByteBuffer bytes) -> bytes;
      case Signal.End _ -> null;
      case Signal.Broken(Throwable cause) -> throw unreachable(cause);
      case Signal.Quiet _ -> throw patience.ended();
    };
  }

  private static boolean isEventStream(HttpResponse<?> response) {
    String type = response.headers().firstValue("content-type").orElse("text/event-stream");
    return !type.startsWith("application/json");
  }

  private static ExchangeFailure unreachable(Throwable cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return ExchangeFailure.of(Cause.UNREACHABLE, why);
  }
}
