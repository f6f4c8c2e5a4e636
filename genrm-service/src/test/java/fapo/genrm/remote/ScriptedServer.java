package fapo.genrm.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A chat completions server that plays a script, on a port of loopback.
public final class ScriptedServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch stalled = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch closedByClient = new CountDownLatch(1);

  /// What the server does with one call.
  @FunctionalInterface
  public interface Script {
    void play(Call call) throws IOException;
  }

  public ScriptedServer(Script script) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          try (exchange) {
            Call call = new Call(exchange, JSON.readTree(exchange.getRequestBody()), calls.size());
            calls.add(call);
            script.play(call);
          }
        });
    server.createContext(
        "/v1/models",
        exchange -> {
          try (exchange) {
            respond(exchange, 200, "{\"data\":[{\"id\":\"served-model\"}]}");
          }
        });
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Call> calls() {
    return calls;
  }

  /// Waits until a call is stalled.
  public boolean stalled() throws InterruptedException {
    return stalled.await(10, TimeUnit.SECONDS);
  }

  /// Lets stalled calls go on.
  public void release() {
    released.countDown();
  }

  /// Waits until the client has closed a stalled call.
  public boolean closedByClient() throws InterruptedException {
    return closedByClient.await(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// One call and the ways to answer it.
  public final class Call {
    private final HttpExchange exchange;
    private final JsonNode request;
    private final int number;

    private Call(HttpExchange exchange, JsonNode request, int number) {
      this.exchange = exchange;
      this.request = request;
      this.number = number;
    }

    public JsonNode request() {
      return request;
    }

    /// 0-based, in the order of arrival.
    public int number() {
      return number;
    }

    public String header(String name) {
      return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    /// The client's end of the connection.
    public int clientPort() {
      return exchange.getRemoteAddress().getPort();
    }

    /// A whole good stream with this text, a piece a word, and its usage.
    public void stream(String text) throws IOException {
      StringBuilder events = new StringBuilder(": hello\r\n\r\n");
      events.append(event("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}"));
      for (String word : text.split("(?<= )", -1)) {
        events.append(token(word));
      }
      events.append(finish("stop"));
      events.append(
          event("{\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7}}"));
      raw(200, events + "data: [DONE]\n\n");
    }

    public void refuse(int status, String body) throws IOException {
      respond(exchange, status, body);
    }

    /// These very bytes as an event stream.
    public void raw(int status, String events) throws IOException {
      open(status).write(events.getBytes(StandardCharsets.UTF_8));
    }

    /// One token, then comments only, until released or closed by the client.
    public void stall() throws IOException {
      OutputStream out = open(200);
      out.write(token("thinking ").getBytes(StandardCharsets.UTF_8));
      out.flush();
      stalled.countDown();
      try {
        while (!released.await(5, TimeUnit.MILLISECONDS)) {
          out.write(": ping\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
        out.write(
            (token("\\boxed{-1}") + finish("stop") + "data: [DONE]\n\n")
                .getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        closedByClient.countDown();
        throw e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private OutputStream open(int status) throws IOException {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(status, 0);
      return exchange.getResponseBody();
    }
  }

  public static String token(String text) {
    String content = JSON.writeValueAsString(text);
    return event("{\"choices\":[{\"delta\":{\"content\":" + content + "}}]}");
  }

  public static String finish(String reason) {
    return event("{\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
  }

  public static String event(String data) {
    return "data: " + data + "\n\n";
  }
}
