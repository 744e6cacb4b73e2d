package io.darkroom.stage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.jboss.logging.Logger;

/**
 * How soon a share group notices that an instance is dead: what it had in work comes again once the
 * lock has run out, and the partitions that only it was given are read again once its session has.
 *
 * @param lock how long a record is kept for an instance of which nothing is heard
 * @param session how long a member counts as alive without a heartbeat
 * @param heartbeat how often members say that they are alive
 */
record ShareTimes(Duration lock, Duration session, Duration heartbeat) {
    private static final Logger LOG = Logger.getLogger(ShareTimes.class);

    /** The least that a broker of 4.2 allows unless told otherwise. */
    private static final ShareTimes USUAL_FLOOR =
            new ShareTimes(Duration.ofSeconds(15), Duration.ofSeconds(45), Duration.ofSeconds(5));

    /** What is configured, or the broker's own bound where that is longer. */
    static ShareTimes asFarAsAllowed(Admin admin, StageConfig config) throws InterruptedException {
        var wanted = new ShareTimes(config.lock(), config.session(), config.session().dividedBy(4));
        var allowed = wanted.atLeast(floor(admin));
        if (!allowed.equals(wanted)) {
            LOG.infof(
                    "The broker allows no quicker recovery; lock=%s session=%s wantedLock=%s"
                            + " wantedSession=%s settings=group.share.min.*",
                    allowed.lock, allowed.session, wanted.lock, wanted.session);
        }
        return allowed;
    }

    private static ShareTimes floor(Admin admin) throws InterruptedException {
        try {
            Node any = admin.describeCluster().nodes().get().iterator().next();
            var broker = new ConfigResource(ConfigResource.Type.BROKER, any.idString());
            Config settings =
                    admin.describeConfigs(List.of(broker)).all().get().values().iterator().next();
            return new ShareTimes(
                    millis(settings, "group.share.min.record.lock.duration.ms", USUAL_FLOOR.lock),
                    millis(settings, "group.share.min.session.timeout.ms", USUAL_FLOOR.session),
                    millis(
                            settings,
                            "group.share.min.heartbeat.interval.ms",
                            USUAL_FLOOR.heartbeat));
        } catch (ExecutionException e) {
            // Reading a broker's configuration is a right that not every cluster gives.
            LOG.debugf("The broker's bounds are not readable; error=%s", e.getMessage());
            return USUAL_FLOOR;
        }
    }

    private static Duration millis(Config settings, String name, Duration otherwise) {
        ConfigEntry entry = settings.get(name);
        return entry == null || entry.value() == null
                ? otherwise
                : Duration.ofMillis(Long.parseLong(entry.value()));
    }

    private ShareTimes atLeast(ShareTimes floor) {
        return new ShareTimes(
                longer(lock, floor.lock),
                longer(session, floor.session),
                longer(heartbeat, floor.heartbeat));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
