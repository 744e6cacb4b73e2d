package io.darkroom.ingest.apikey;

import io.darkroom.contracts.Topics;
import io.darkroom.ingest.retelling.Told;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Every key that there is, those that were taken back among them. */
@ApplicationScoped
class ToldKeys implements Told {
    private final KeyRing keys;

    ToldKeys(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public String topic() {
        return Topics.ACCESS_KEYS;
    }

    @Override
    public Uni<Integer> tellAgain(Mutiny.Session session) {
        return session.createSelectionQuery("from ApiKeyEntity", ApiKeyEntity.class)
                .getResultList()
                .chain(rows ->
                        Multi.createFrom()
                                .iterable(rows)
                                .onItem()
                                .transformToUniAndConcatenate(row -> keys.tell(session, row))
                                .collect()
                                .asList()
                                .replaceWith(rows.size()));
    }
}
