package fapo.gateway.critique;

import static fapo.gateway.json.Present.set;

import com.google.protobuf.Duration;
import fapo.gateway.edge.InvalidFields;
import fapo.gateway.json.Present;
import fapo.genrm.v1.Critic;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.CritiqueRequest;
import java.math.BigInteger;

/// Critique requests, options and critics ⇄ JSON records.
public final class CritiqueWire {
  private static final double NANOS = 1e9;

  private CritiqueWire() {}

  static CritiqueRequest request(CritiqueRequestJson json) {
    var request =
        CritiqueRequest.newBuilder()
            .setSolution(SolutionWire.solution("", json.text(), json.turns(), json.steps()));
    Present.text(json.problem(), request::setProblem);
    Present.text(json.reference(), request::setReference);
    set(json.options(), o -> options("options.", o), request::setOptions);
    set(json.workId(), request::setWorkId);
    return request.build();
  }

  /// @param path of the options, for refusals, ending in a dot
  public static CritiqueOptions options(String path, CritiqueOptionsJson json) {
    var options = CritiqueOptions.newBuilder();
    set(json.critic(), options::setCritic);
    set(json.templateId(), options::setTemplateId);
    set(json.scope(), options::setScope);
    set(json.samples(), options::setSamples);
    set(json.maxNewTokens(), options::setMaxNewTokens);
    set(json.temperature(), options::setTemperature);
    set(json.topP(), options::setTopP);
    set(json.seed(), seed -> unsigned(path + "seed", seed), options::setSeed);
    set(json.unreadableRetries(), options::setUnreadableRetries);
    set(
        json.tokenProgressTimeout(),
        seconds -> duration(path + "token_progress_timeout", seconds),
        options::setTokenProgressTimeout);
    set(json.returnCritique(), options::setReturnCritique);
    return options.build();
  }

  public static CritiqueOptionsJson options(CritiqueOptions options) {
    return new CritiqueOptionsJson(
        Present.text(options.getCritic()),
        Present.text(options.getTemplateId()),
        Present.named(options.getScope()),
        Present.when(options.hasSamples(), options.getSamples()),
        Present.when(options.hasMaxNewTokens(), options.getMaxNewTokens()),
        Present.when(options.hasTemperature(), options.getTemperature()),
        Present.when(options.hasTopP(), options.getTopP()),
        Present.when(options.hasSeed(), unsigned(options.getSeed())),
        Present.when(options.hasUnreadableRetries(), options.getUnreadableRetries()),
        Present.when(options.hasTokenProgressTimeout(), seconds(options.getTokenProgressTimeout())),
        Present.when(options.hasReturnCritique(), options.getReturnCritique()));
  }

  public static CriticJson critic(Critic critic) {
    return new CriticJson(
        critic.getName(),
        Present.text(critic.getModelId()),
        Present.named(critic.getFitness()),
        critic.getReady(),
        Present.text(critic.getDetail()));
  }

  static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private static long unsigned(String field, BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 64) {
      throw InvalidFields.of(field, value + " (expected: an integer in [0, 2^64))");
    }
    return value.longValue();
  }

  private static Duration duration(String field, double seconds) {
    if (seconds < 0 || seconds > 1e9) {
      throw InvalidFields.of(field, seconds + " (expected: seconds in [0, 1e9])");
    }
    long nanos = Math.round(seconds * NANOS);
    return Duration.newBuilder()
        .setSeconds(nanos / 1_000_000_000)
        .setNanos((int) (nanos % 1_000_000_000))
        .build();
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNanos() / NANOS;
  }
}
