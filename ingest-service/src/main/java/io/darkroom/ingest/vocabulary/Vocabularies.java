package io.darkroom.ingest.vocabulary;

import io.darkroom.contracts.Vocabulary;
import io.darkroom.ingest.asset.VocabularyShelf;
import io.darkroom.service.http.Preconditions;
import io.darkroom.service.sql.AdvisoryLock;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The vocabularies of tenants. */
@ApplicationScoped
public class Vocabularies implements VocabularyShelf {
    private static final String LATEST =
            "from VocabularyEntity where tenant = :tenant and name = :name order by version desc";

    private static final String NAMES =
            "select name, max(version) from VocabularyEntity where tenant = :tenant group by name"
                    + " order by name";

    private final Transactions transactions;

    Vocabularies(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The vocabulary as it is stored, and whether there was none before. */
    record Stored(Vocabulary vocabulary, boolean created) {}

    /** A vocabulary without its concepts. */
    record Listed(String name, int version) {}

    /**
     * A version of a vocabulary. Blocks.
     *
     * @param version the latest where absent
     */
    public Optional<Vocabulary> find(String tenant, String name, @Nullable Integer version) {
        return transactions
                .run(session ->
                        version == null
                                ? latest(session, tenant, name)
                                : version(session, tenant, name, version))
                .map(VocabularyEntity::content);
    }

    @Override
    public Uni<Vocabulary> take(Mutiny.Session session, String tenant, String name, int version) {
        return version(session, tenant, name, version)
                .map(found ->
                        found.map(VocabularyEntity::content)
                                .orElseThrow(() ->
                                        new IllegalStateException(
                                                "Vocabulary %s/%s has no version %d"
                                                        .formatted(tenant, name, version))));
    }

    List<Listed> all(String tenant) {
        return transactions.run(session ->
                session.createSelectionQuery(NAMES, Listed.class)
                        .setParameter("tenant", tenant)
                        .getResultList());
    }

    /** Stores the vocabulary, as a new version unless the latest holds the same. Blocks. */
    Stored put(String tenant, String by, Vocabulary content, Preconditions preconditions) {
        return transactions.run(session ->
                lock(session, tenant, content.name())
                        .chain(() -> latest(session, tenant, content.name()))
                        .invoke(found -> preconditions.check(found.map(VocabularyEntity::version)))
                        .chain(found -> put(session, tenant, by, content, found)));
    }

    private static Uni<Stored> put(
            Mutiny.Session session,
            String tenant,
            String by,
            Vocabulary content,
            Optional<VocabularyEntity> latest) {
        int version = latest.map(VocabularyEntity::version).orElse(0);
        if (latest.isPresent() && content.withVersion(version).equals(latest.get().content())) {
            return Uni.createFrom().item(new Stored(latest.get().content(), false));
        }
        var next = new VocabularyEntity(tenant, content, version + 1, Instant.now(), by);
        return session.persist(next)
                .chain(session::flush)
                .replaceWith(new Stored(next.content(), latest.isEmpty()));
    }

    private static Uni<Optional<VocabularyEntity>> latest(
            Mutiny.Session session, String tenant, String name) {
        return session.createSelectionQuery(LATEST, VocabularyEntity.class)
                .setParameter("tenant", tenant)
                .setParameter("name", name)
                .setMaxResults(1)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    private static Uni<Optional<VocabularyEntity>> version(
            Mutiny.Session session, String tenant, String name, int version) {
        return session.find(VocabularyEntity.class, new VocabularyEntity.Key(tenant, name, version))
                .map(Optional::ofNullable);
    }

    /** Lets no other transaction write this vocabulary until the session's own ends. */
    private static Uni<Void> lock(Mutiny.Session session, String tenant, String name) {
        return AdvisoryLock.take(session, "vocabulary/" + tenant + "/" + name);
    }
}
