package io.darkroom.ingest.asset;

import io.darkroom.contracts.Vocabulary;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where the vocabularies that requests name lie, for the events that carry them. */
public interface VocabularyShelf {
    /**
     * The version that an effective request names.
     *
     * @throws IllegalStateException (as failure) where it is not there: versions are never removed
     */
    Uni<Vocabulary> take(Mutiny.Session session, String tenant, String name, int version);
}
