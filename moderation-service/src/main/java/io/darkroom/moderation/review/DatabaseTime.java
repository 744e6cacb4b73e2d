package io.darkroom.moderation.review;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The time at the database, where all instances are of one mind: by an instance's own clock, a
 * lease or a decision's grace would last too long or be over at once wherever that is wrong.
 */
@ApplicationScoped
class DatabaseTime {
    Uni<Instant> now(Mutiny.Session session) {
        return session.createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult();
    }
}
