package io.darkroom.ingest.intake.bucket;

import io.darkroom.broker.Offsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.ConfigProvider;

/** How far a consumer group is. */
final class Committed {
    private Committed() {}

    /** Whether the group has done with everything that is on the topic. */
    static boolean all(String group, String topic) {
        String servers =
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            var offsets = new Offsets(admin);
            return offsets.isCommitted(group, offsets.ends(topic));
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
