package io.darkroom.local.embedded;

import io.darkroom.broker.ClusterCheck;
import io.darkroom.broker.ClusterSetup;
import io.darkroom.broker.ShareGroup;
import io.darkroom.contracts.TopicSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Sets the embedded broker up before anybody joins; repeating it changes nothing. */
public final class TopicSetup {
    private static final Duration EFFECT_WITHIN = Duration.ofSeconds(20);

    private TopicSetup() {}

    /**
     * Brings the broker to what Darkroom needs, before its first consumer joins.
     *
     * @throws EmbeddedServerException if the broker refuses
     */
    public static void apply(String bootstrapServers) {
        Map<String, Object> settings =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(settings)) {
            var setup = new ClusterSetup(admin);
            setup.createTopics(TopicSettings.all());
            setup.configureGroups(ShareGroup.all());
            awaitEffect(new ClusterCheck(admin));
        } catch (ExecutionException e) {
            throw new EmbeddedServerException(
                    "The topics could not be set up at " + bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while setting up topics", e);
        }
    }

    /** The controller takes a change first and the broker, which consumers ask, a moment later. */
    private static void awaitEffect(ClusterCheck check)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + EFFECT_WITHIN.toNanos();
        while (!check.groups(ShareGroup.all()).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedServerException(
                        "The share groups' settings had no effect within " + EFFECT_WITHIN);
            }
            Thread.sleep(50);
        }
    }
}
