package io.darkroom.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.service.sql.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookDebtsTest {
    @Inject WebhookDebts debts;
    @Inject Transactions transactions;
    @Inject AssetRepository assets;
    @Inject AssetSeeds seeds;

    private final List<String> asked = new ArrayList<>();

    /** A batch of outcomes publishes many assets of one tenant. */
    @Test
    void whetherAnybodyListensIsAskedOncePerTenantAndTransaction() {
        List<UUID> ids =
                List.of(
                        seeds.in(Asset.State.PUBLISHED, "default"),
                        seeds.in(Asset.State.PUBLISHED, "default"),
                        seeds.in(Asset.State.PUBLISHED, "other"));

        tellOf(ids);
        assertThat(asked).hasSize(2);
        tellOf(ids);
        assertThat(asked).hasSize(4);
    }

    private void tellOf(List<UUID> ids) {
        transactions.<Void>run(session -> {
            var telling = debts.in(noted(session));
            return Multi.createFrom()
                    .iterable(ids)
                    .onItem()
                    .transformToUniAndConcatenate(id ->
                            assets.find(session, id)
                                    .chain(found -> {
                                        AssetRows rows = found.orElseThrow();
                                        return telling.entered(rows, rows.asset().state());
                                    }))
                    .collect()
                    .asList()
                    .chain(() -> Uni.createFrom().voidItem());
        });
    }

    /** A session as it is, of which the questions about endpoints are noted. */
    private Mutiny.Session noted(Mutiny.Session session) {
        return (Mutiny.Session)
                Proxy.newProxyInstance(
                        Mutiny.Session.class.getClassLoader(),
                        new Class<?>[] {Mutiny.Session.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("createNativeQuery")
                                    && arguments[0].toString().startsWith("SELECT EXISTS")) {
                                asked.add(arguments[0].toString());
                            }
                            return method.invoke(session, arguments);
                        });
    }
}
