package io.darkroom.ingest.intake.bucket;

import io.darkroom.contracts.MalformedEventException;
import io.darkroom.ingest.intake.Patience;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of what is put into buckets. */
@ApplicationScoped
class BucketListener {
    private final Patience patience;
    private final NotifiedObjects objects;

    BucketListener(Patience patience, NotifiedObjects objects) {
        this.patience = patience;
        this.objects = objects;
    }

    @Incoming(Channels.NOTIFICATIONS)
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> message) {
        List<Notification> notifications;
        try {
            notifications = Notification.read(message.value());
        } catch (MalformedEventException e) {
            patience.malformed(message, Channels.CONSUMER, String.valueOf(e.getMessage()));
            return;
        }
        patience.work(message, Channels.CONSUMER, () -> objects.take(notifications));
    }
}
