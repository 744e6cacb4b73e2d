package io.darkroom.ingest.steering;

import io.darkroom.contracts.Topics;
import io.darkroom.ingest.retelling.Told;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** The latest word on every stage: what a person paused only a person resumes. */
@ApplicationScoped
class ToldWords implements Told {
    private final Steering steering;

    ToldWords(Steering steering) {
        this.steering = steering;
    }

    @Override
    public String topic() {
        return Topics.STAGE_CONTROL;
    }

    @Override
    public Uni<Integer> tellAgain(Mutiny.Session session) {
        return steering.tellAgain(session);
    }
}
