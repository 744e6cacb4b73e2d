package io.darkroom.ingest.webhook;

import io.darkroom.ingest.sweep.Chores;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Forgets deliveries that ended long ago. Any number of instances may do so at once. */
@ApplicationScoped
class WebhookLogCleaner {
    private static final Logger LOG = Logger.getLogger(WebhookLogCleaner.class);

    private final Chores chores;
    private final DeliveryLog log;
    private final WebhookConfig config;

    WebhookLogCleaner(Chores chores, DeliveryLog log, WebhookConfig config) {
        this.chores = chores;
        this.log = log;
        this.config = config;
    }

    @Scheduled(
            every = "${darkroom.webhooks.clean-every:1h}",
            delayed = "${darkroom.webhooks.clean-every:1h}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void pass() {
        chores.run("clean-webhook-log", this::clean);
    }

    private void clean() {
        int forgotten = log.clean(Instant.now().minus(config.retention()));
        LOG.debugf("Old messages of webhooks were forgotten messages=%d", forgotten);
    }
}
