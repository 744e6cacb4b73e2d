package io.darkroom.service.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.darkroom.service.problem.ProblemType;
import io.github.bucket4j.Bucket;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * A token bucket for each caller, on each instance. Asked once the caller is known and before a
 * byte of the body is read, so that what is refused costs little.
 */
@Singleton
class RateLimits implements HttpSecurityPolicy {
    /** The attribute of an identity that says whose bucket it draws from. */
    static final String CALLER = "darkroom.caller";

    private static final Logger LOG = Logger.getLogger(RateLimits.class);
    private static final int MOST_CALLERS = 100_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final int perSecond;
    private final int burst;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_CALLERS)
                    .expireAfterAccess(FORGOTTEN_AFTER)
                    .build();

    RateLimits(AccessConfig config) {
        perSecond = config.rateLimit().perSecond().orElse(0);
        burst = config.rateLimit().burst().orElse(2 * perSecond);
        if (perSecond < 0 || burst < perSecond) {
            throw new IllegalArgumentException(
                    "darkroom.access.rate-limit: per-second must not be negative, and burst not"
                            + " smaller than it");
        }
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context,
            Uni<SecurityIdentity> identity,
            AuthorizationRequestContext authorization) {
        if (perSecond == 0 || !KeyNeeded.isApi(context.normalizedPath())) {
            return CheckResult.permit();
        }
        return identity.flatMap(
                caller -> caller.isAnonymous() ? CheckResult.permit() : draw(caller));
    }

    private Uni<CheckResult> draw(SecurityIdentity caller) {
        String tenant = caller.getAttribute(Caller.TENANT);
        String name = tenant + "/" + caller.getAttribute(CALLER);
        var drawn = buckets.get(name, _ -> bucket()).tryConsumeAndReturnRemaining(1);
        if (drawn.isConsumed()) {
            return CheckResult.permit();
        }
        LOG.debugf("A caller asks too much tenant=%s caller=%s", tenant, name);
        return Uni.createFrom()
                .failure(
                        ProblemType.RATE_LIMITED
                                .exception(
                                        "This key may send %d requests a second, %d at once; wait."
                                                .formatted(perSecond, burst))
                                .retryAfter(Duration.ofNanos(drawn.getNanosToWaitForRefill())));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
