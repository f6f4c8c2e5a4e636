package fapo.gateway.call;

import fapo.gateway.edge.InvalidFields;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a call may take: what the request's header says, else the configured default.
public record CallTimeouts(Duration standard) {
  /// The request header: a whole number and a unit, `ms`, `s`, `m` or `h`.
  public static final String HEADER = "X-Request-Timeout";

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");
  private static final Duration LONGEST = Duration.ofHours(24);

  /// The stub with the deadline that the header asks for.
  public <S extends AbstractStub<S>> S limit(S stub, @Nullable String header) {
    return stub.withDeadlineAfter(of(header).toNanos(), TimeUnit.NANOSECONDS);
  }

  Duration of(@Nullable String header) {
    if (header == null) {
      return standard;
    }
    var form = FORM.matcher(header.strip());
    if (form.matches()) {
      var asked = length(Long.parseLong(Objects.requireNonNull(form.group(1))), form.group(2));
      if (asked.compareTo(LONGEST) <= 0) {
        return asked;
      }
    }
    throw InvalidFields.of(HEADER, header + " (expected: 1ms to 24h, for example 120s)");
  }

  private static Duration length(long number, @Nullable String unit) {
    return switch (Objects.requireNonNull(unit)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
