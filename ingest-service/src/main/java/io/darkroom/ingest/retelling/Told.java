package io.darkroom.ingest.retelling;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Words that the database keeps and a compacted topic tells: others know them from there only. */
public interface Told {
    /** The topic. */
    String topic();

    /**
     * Tells everything that holds once more, within the transaction of this session. Whoever knows
     * it already learns nothing new.
     *
     * @return how many words
     */
    Uni<Integer> tellAgain(Mutiny.Session session);
}
