package fapo.genrm;

import fapo.genrm.engine.Counters;
import fapo.genrm.engine.Counters.Totals;
import fapo.genrm.generation.Figures;
import fapo.genrm.local.OnnxCritic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// What the engine of a critic does, as meters. Totals begin again where the engine is replaced, as
/// counters do where a process is.
final class EngineMeters {
  private static final String PREFIX = "fapo.genrm.engine.";

  private final OnnxCritic critic;
  private final MeterRegistry registry;

  private EngineMeters(OnnxCritic critic, MeterRegistry registry) {
    this.critic = critic;
    this.registry = registry;
  }

  static void bind(OnnxCritic critic, MeterRegistry registry) {
    EngineMeters meters = new EngineMeters(critic, registry);
    meters.now();
    meters.totals();
    meters.times();
  }

  private void now() {
    gauge("waiting", "sequences that wait for blocks", Counters::waiting);
    gauge("running", "sequences that hold blocks", Counters::running);
    gauge("blocks", "blocks of the cache", Counters::blocks);
    gauge("blocks.used", "blocks that sequences hold", all -> all.blocks() - all.freeBlocks());
  }

  private void totals() {
    count("tokens", "phase", "prefill", Totals::prefillTokens);
    count("tokens", "phase", "decode", Totals::decodeTokens);
    count("tokens", "phase", "cached", Totals::cachedTokens);
    count("sequences", "end", "finished", Totals::finished);
    count("sequences", "end", "expired", Totals::expired);
    count("sequences", "end", "cancelled", Totals::cancelled);
    count("sequences", "end", "failed", Totals::failed);
    FunctionCounter.builder(PREFIX + "steps", critic, of -> totals(of).steps())
        .description("steps of the model")
        .register(registry);
    FunctionCounter.builder(PREFIX + "preemptions", critic, of -> totals(of).preemptions())
        .description("sequences that gave their blocks back and ran again")
        .register(registry);
    FunctionCounter.builder(PREFIX + "replacements", critic, OnnxCritic::replacements)
        .description("engines that took the place of one that broke")
        .register(registry);
  }

  private void times() {
    time("planning", Figures::planning);
    time("model", Figures::running);
    time("drawing", Figures::drawing);
  }

  private void gauge(String name, String description, ToDoubleFunction<Counters> value) {
    Gauge.builder(PREFIX + name, critic, of -> value.applyAsDouble(of.figures().counters()))
        .description(description)
        .register(registry);
  }

  private void count(String name, String tag, String value, ToLongFunction<Totals> total) {
    FunctionCounter.builder(PREFIX + name, critic, of -> total.applyAsLong(totals(of)))
        .tag(tag, value)
        .register(registry);
  }

  private void time(String part, ToLongFunction<Figures> nanos) {
    FunctionCounter.builder(
            PREFIX + "step.time",
            critic,
            of -> (double) nanos.applyAsLong(of.figures()) / TimeUnit.SECONDS.toNanos(1))
        .baseUnit("seconds")
        .description("time that the parts of all steps took")
        .tag("part", part)
        .register(registry);
  }

  private static Totals totals(OnnxCritic critic) {
    return critic.figures().counters().totals();
  }
}
