package io.darkroom.captioning.model;

import io.darkroom.contracts.BudgetReached;
import io.darkroom.contracts.Cost;
import io.darkroom.contracts.Failure;
import io.darkroom.stage.DeferredStageException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What tenants may spend in a day. An amount is set aside before a model is asked, as much as such
 * a question cost lately, so that those in flight count too; a tenant that has used its budget up
 * has its work put off, and nobody else's.
 */
@ApplicationScoped
class Budget {
    static final String REACHED = "model-budget-reached";

    private static final String USD = "USD";
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int SCALE = 8;
    private static final BigDecimal LATELY = new BigDecimal("0.1");

    private final ModelConfig config;
    private final Spending spending;
    private final ModelMetrics metrics;
    private final Consumer<BudgetReached> notices;
    private final Clock clock;
    private final Map<String, BigDecimal> setAside = new HashMap<>();
    private BigDecimal usual;

    @Inject
    Budget(ModelConfig config, Spending spending, ModelMetrics metrics, BudgetNotices notices) {
        this(config, spending, metrics, notices::reached, Clock.systemUTC());
    }

    Budget(
            ModelConfig config,
            Spending spending,
            ModelMetrics metrics,
            Consumer<BudgetReached> notices,
            Clock clock) {
        this.config = config;
        this.spending = spending;
        this.metrics = metrics;
        this.notices = notices;
        this.clock = clock;
        // Before anything was paid: a picture and a prompt in, two captions out.
        this.usual = price(1500, 300).amount();
        if (config.price().isEmpty()
                && (config.budget().perDay().isPresent() || !config.budget().tenants().isEmpty())) {
            throw new IllegalArgumentException(
                    "darkroom.model.budget needs darkroom.model.price: without a price nothing is"
                            + " known of what is spent");
        }
    }

    /** What so many tokens cost; nothing where no price is configured, as on one's own machine. */
    Cost price(long inputTokens, long outputTokens) {
        return config.price()
                .map(price ->
                        new Cost(
                                price.currency().orElse(USD),
                                of(price.inputPerMillion(), inputTokens)
                                        .add(of(price.outputPerMillion(), outputTokens)),
                                inputTokens,
                                outputTokens))
                .orElseGet(() -> new Cost(USD, BigDecimal.ZERO, inputTokens, outputTokens));
    }

    /**
     * Sets an amount aside.
     *
     * @throws DeferredStageException if the tenant's budget does not hold it
     */
    synchronized Held hold(String tenant) {
        BigDecimal limit = limit(tenant);
        if (limit == null) {
            return new Held(tenant, BigDecimal.ZERO);
        }
        Instant now = clock.instant();
        BigDecimal spent = spending.of(tenant, day(now));
        BigDecimal held = setAside.getOrDefault(tenant, BigDecimal.ZERO);
        metrics.budget(tenant, spent, limit);
        if (spent.add(held).add(usual).compareTo(limit) > 0) {
            metrics.budgetReached(tenant);
            throw reached(tenant, spent, limit, now);
        }
        setAside.put(tenant, held.add(usual));
        return new Held(tenant, usual);
    }

    /**
     * An amount that was set aside; closed in any case, and before that settled if it was spent.
     */
    final class Held implements AutoCloseable {
        private final String tenant;
        private final BigDecimal amount;

        private Held(String tenant, BigDecimal amount) {
            this.tenant = tenant;
            this.amount = amount;
        }

        void spent(BigDecimal actual) {
            if (actual.signum() == 0) {
                return;
            }
            synchronized (Budget.this) {
                usual =
                        usual.add(actual.subtract(usual).multiply(LATELY))
                                .setScale(SCALE, RoundingMode.UP);
                spending.add(tenant, day(clock.instant()), actual);
            }
        }

        @Override
        public void close() {
            synchronized (Budget.this) {
                setAside.computeIfPresent(tenant, (_, held) -> held.subtract(amount));
            }
        }
    }

    private @Nullable BigDecimal limit(String tenant) {
        BigDecimal own = config.budget().tenants().get(tenant);
        return own != null ? own : config.budget().perDay().orElse(null);
    }

    private DeferredStageException reached(
            String tenant, BigDecimal spent, BigDecimal limit, Instant now) {
        LocalDate today = day(now);
        Instant tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant recheck = now.plus(config.budget().recheck());
        Instant until = recheck.isBefore(tomorrow) ? recheck : tomorrow;
        String currency = config.price().flatMap(ModelConfig.Price::currency).orElse(USD);
        notices.accept(new BudgetReached(tenant, today, currency, spent, limit, until));
        return new DeferredStageException(
                Failure.of(
                        REACHED,
                        "The tenant's budget for models is used up for today",
                        "%s of %s %s were spent on %s (UTC); the work is taken up again by itself"
                                .formatted(
                                        spent.setScale(2, RoundingMode.HALF_UP),
                                        limit.setScale(2, RoundingMode.HALF_UP),
                                        currency,
                                        today)),
                until);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static BigDecimal of(BigDecimal perMillion, long tokens) {
        return perMillion
                .multiply(BigDecimal.valueOf(tokens))
                .divide(MILLION, SCALE, RoundingMode.HALF_UP);
    }
}
