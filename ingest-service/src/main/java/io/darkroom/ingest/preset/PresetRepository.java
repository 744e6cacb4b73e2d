package io.darkroom.ingest.preset;

import io.darkroom.service.sql.AdvisoryLock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The versions of presets. Every method works in the transaction of its session. */
@ApplicationScoped
class PresetRepository {
    private static final String LATEST =
            "from PresetEntity where tenant = :tenant and name = :name order by version desc";

    private static final String ALL_LATEST =
            "from PresetEntity p where tenant = :tenant and version = (select max(q.version) from"
                + " PresetEntity q where q.tenant = p.tenant and q.name = p.name) order by name";

    Uni<Optional<Preset>> latest(Mutiny.Session session, String tenant, String name) {
        return session.createSelectionQuery(LATEST, PresetEntity.class)
                .setParameter("tenant", tenant)
                .setParameter("name", name)
                .setMaxResults(1)
                .getSingleResultOrNull()
                .map(found -> Optional.ofNullable(found).map(PresetEntity::view));
    }

    Uni<Optional<Preset>> version(Mutiny.Session session, String tenant, String name, int version) {
        return session.find(PresetEntity.class, new PresetEntity.Key(tenant, name, version))
                .map(found -> Optional.ofNullable(found).map(PresetEntity::view));
    }

    /** The latest version of each preset, by name. */
    Uni<List<Preset>> all(Mutiny.Session session, String tenant) {
        return session.createSelectionQuery(ALL_LATEST, PresetEntity.class)
                .setParameter("tenant", tenant)
                .getResultList()
                .map(found -> found.stream().map(PresetEntity::view).toList());
    }

    Uni<Void> add(Mutiny.Session session, String tenant, Preset preset) {
        return session.persist(new PresetEntity(tenant, preset)).chain(session::flush);
    }

    /** Lets no other transaction write this preset until the session's own ends. */
    Uni<Void> lock(Mutiny.Session session, String tenant, String name) {
        return AdvisoryLock.take(session, "preset/" + tenant + "/" + name);
    }
}
