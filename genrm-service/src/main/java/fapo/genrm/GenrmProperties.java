package fapo.genrm;

import fapo.genrm.critique.CriticProfile.Fitness;
import fapo.genrm.local.LocalSettings;
import fapo.genrm.local.LocalSettings.Quantisation;
import fapo.genrm.remote.OpenAiSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The configuration of this service; every value has a default.
///
/// @param defaultCritic judges where a request names none
/// @param maxSolutionSize of a problem and its solution together; beyond, the verdict is out of
///     scope
/// @param queueLimit critiques under way or waiting for a model; beyond, requests are refused
/// @param detach how long named work goes on without a caller
/// @param callTimeout how long a call without a deadline waits for a model
/// @param drain how long a stop waits for the critiques that callers wait for; 0: not at all
@ConfigurationProperties("fapo.genrm")
record GenrmProperties(
    @DefaultValue("symbolic") String defaultCritic,
    @DefaultValue("1MB") DataSize maxSolutionSize,
    @DefaultValue("8192") int queueLimit,
    @DefaultValue("10m") Duration detach,
    @DefaultValue("30m") Duration callTimeout,
    @DefaultValue("0s") Duration drain,
    @DefaultValue OpenAi openai,
    @DefaultValue Onnx onnx) {
  GenrmProperties {
    require(maxSolutionSize.toBytes() > 0, "max-solution-size", maxSolutionSize, "> 0");
    require(queueLimit > 0, "queue-limit", queueLimit, "> 0");
    require(detach.isPositive(), "detach", detach, "> 0");
    require(callTimeout.isPositive(), "call-timeout", callTimeout, "> 0");
    require(!drain.isNegative(), "drain", drain, ">= 0");
  }

  /// An OpenAI chat completions server.
  ///
  /// @param url the host, its `/v1`, or the address of its chat completions; empty: no such critic
  /// @param model the model's id; empty: the first the server lists
  /// @param apiKey sent as a bearer token; empty: none
  /// @param fitness DEMO until an operator declares the model fit for TRAINING
  /// @param maxInFlight samples generated at a time
  record OpenAi(
      @DefaultValue("") String url,
      @DefaultValue("") String model,
      @DefaultValue("") String apiKey,
      @DefaultValue("DEMO") Fitness fitness,
      @DefaultValue("64") int maxInFlight,
      @DefaultValue Sampling sampling,
      @DefaultValue Timeouts timeouts) {
    OpenAi {
      sampling.check("openai");
      require(maxInFlight > 0, "openai.max-in-flight", maxInFlight, "> 0");
      require(
          url.isEmpty() || url.matches("https?://[^/].*"), "openai.url", url, "http(s)://host…");
    }

    boolean configured() {
      return !url.isEmpty();
    }

    OpenAiSettings settings() {
      return new OpenAiSettings(
          URI.create(url),
          model,
          apiKey,
          fitness,
          maxInFlight,
          sampling.temperature(),
          sampling.topP(),
          new OpenAiSettings.Timeouts(timeouts.connect(), timeouts.exchange()));
    }

    @Override
    public String toString() {
      return "OpenAi[url=%s, model=%s, fitness=%s]".formatted(url, model, fitness);
    }
  }

  /// A model on this process's own engine.
  ///
  /// @param model a Hugging Face checkpoint directory; empty: no such critic
  /// @param fitness DEMO until an operator declares the model fit for TRAINING
  /// @param cacheTokens positions of keys and values held at a time
  /// @param running critiques generated at a time
  /// @param waiting critiques that wait at most
  /// @param stepTokens that run in one step at most
  /// @param threads that compute; 0: a core each
  /// @param quantisation of the projections: NONE, INT8 or INT4; the copy is made at the first
  // start
  record Onnx(
      @DefaultValue("") String model,
      @DefaultValue("DEMO") Fitness fitness,
      @DefaultValue("32768") int cacheTokens,
      @DefaultValue("16") int running,
      @DefaultValue("4096") int waiting,
      @DefaultValue("256") int stepTokens,
      @DefaultValue("0") int threads,
      @DefaultValue("NONE") Quantisation quantisation,
      @DefaultValue Sampling sampling) {
    Onnx {
      sampling.check("onnx");
      require(cacheTokens > 0, "onnx.cache-tokens", cacheTokens, "> 0");
      require(running > 0, "onnx.running", running, "> 0");
      require(waiting > 0, "onnx.waiting", waiting, "> 0");
      require(stepTokens > 0, "onnx.step-tokens", stepTokens, "> 0");
      require(threads >= 0, "onnx.threads", threads, ">= 0");
    }

    boolean configured() {
      return !model.isEmpty();
    }

    LocalSettings settings() {
      return new LocalSettings(
          Path.of(model),
          fitness,
          cacheTokens,
          running,
          waiting,
          stepTokens,
          threads,
          quantisation,
          sampling.temperature(),
          sampling.topP());
    }
  }

  /// How critiques are sampled where a request does not say (the paper's evaluation).
  ///
  /// @param temperature in [0, 2]
  /// @param topP in (0, 1]
  record Sampling(@DefaultValue("0.6") double temperature, @DefaultValue("0.95") double topP) {
    void check(String critic) {
      require(
          temperature >= 0 && temperature <= 2,
          critic + ".sampling.temperature",
          temperature,
          "0 to 2");
      require(topP > 0 && topP <= 1, critic + ".sampling.top-p", topP, "over 0, to 1");
    }
  }

  /// @param connect longest wait for a connection
  /// @param exchange longest time of one sample
  record Timeouts(@DefaultValue("5s") Duration connect, @DefaultValue("30m") Duration exchange) {
    Timeouts {
      require(connect.isPositive(), "openai.timeouts.connect", connect, "> 0");
      require(exchange.isPositive(), "openai.timeouts.exchange", exchange, "> 0");
    }
  }

  private static void require(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "fapo.genrm.%s: %s (expected: %s)".formatted(key, value, expected));
    }
  }
}
