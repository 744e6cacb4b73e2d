package io.darkroom.ingest.asset;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which assets changed, as it happens, in whichever instance the change was made: a trigger on the
 * table notifies, and PostgreSQL hands it on when the transaction is through.
 *
 * <p>A notification can be missed while the connection is down, so a subscriber looks at the record
 * itself once after it subscribed, and again from time to time.
 */
@ApplicationScoped
public class AssetChanges {
    private static final String CHANNEL = "darkroom_asset_changed";
    private static final long RECONNECT_MS = 1_000;

    private final BroadcastProcessor<UUID> changes = BroadcastProcessor.create();
    private final PgSubscriber subscriber;

    AssetChanges(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        var options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""));
        subscriber = PgSubscriber.subscriber(vertx, options.setUser(user).setPassword(password));
    }

    void start(@Observes StartupEvent started) {
        subscriber.reconnectPolicy(retries -> RECONNECT_MS);
        subscriber.channel(CHANNEL).handler(id -> changes.onNext(UUID.fromString(id)));
        subscriber.connect();
    }

    void stop(@Observes ShutdownEvent stopping) {
        subscriber.close();
    }

    /** The ids of assets that changed from now on. */
    public Multi<UUID> all() {
        return changes;
    }

    /** One item for every change of this asset from now on. */
    public Multi<UUID> of(UUID assetId) {
        return all().filter(assetId::equals);
    }
}
