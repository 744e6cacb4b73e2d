package io.darkroom.service.access;

import io.darkroom.contracts.AccessKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys of the configuration, and those that were created. */
@Singleton
class KnownApiKeys implements ApiKeys {
    private final ConfiguredApiKeys configured;
    private final Instance<CreatedKeys> created;

    KnownApiKeys(ConfiguredApiKeys configured, Instance<CreatedKeys> created) {
        this.configured = configured;
        this.created = created;
    }

    @Override
    public Uni<Optional<Holder>> holderOf(String key) {
        var text = KeyText.parse(key).filter(_ -> created.isResolvable());
        if (text.isEmpty()) {
            return Uni.createFrom().item(configured.holderOf(key));
        }
        return created.get()
                .find(text.get().id())
                .map(found -> found.filter(record -> opens(record, text.get())))
                .map(found -> found.map(KnownApiKeys::holder).or(() -> configured.holderOf(key)));
    }

    private static boolean opens(AccessKey record, KeyText text) {
        return text.isKeptAs(record.hash()) && record.opensAt(Instant.now());
    }

    /** A role that only a newer version knows opens nothing here. */
    private static Holder holder(AccessKey record) {
        var roles =
                Arrays.stream(Role.values())
                        .filter(role -> record.roles().contains(role.id()))
                        .collect(Collectors.toSet());
        return new Holder("key/" + record.id(), record.name(), record.tenant(), roles);
    }
}
