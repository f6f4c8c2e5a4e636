package fapo.gateway.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Answers every failed exchange with its problem document, routes that do not exist included.
public final class ProblemWriter implements WebExceptionHandler, Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

  private final JsonMapper json;

  public ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  @Override
  public int getOrder() {
    return -2; // before Boot's own error page
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    var response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(failure);
    }
    Problem problem = Problems.of(failure);
    if (problem.status() == 500) {
      LOG.error("{} failed", exchange.getRequest().getPath(), failure);
    } else {
      LOG.debug("{} answered {}", exchange.getRequest().getPath(), problem.status());
    }
    return write(response, problem);
  }

  private Mono<Void> write(ServerHttpResponse response, Problem problem) {
    response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.retryAfterSeconds() != null) {
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds().toString());
    }
    byte[] body = json.writeValueAsBytes(problem);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }
}
