package io.darkroom.stage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Begins the work on records so that one that kills its process is found out, and takes as few
 * others with it as can be: what was delivered before runs alone, and leaves a note in the object
 * store before it is begun, which goes again when it comes to an end.
 *
 * <p>The broker's count of deliveries does not tell who killed: it rises for every record that the
 * dead process had in hand, those included that waited for the killer to be done. So a record is
 * given up for how often it was begun, and never because it was delivered.
 */
@ApplicationScoped
class Beginnings {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final OutcomeStore outcomes;
    private final Solo solo;
    private final int most;
    private final Backoff neighboursFirst;

    Beginnings(OutcomeStore outcomes, Solo solo, StageConfig config) {
        this.outcomes = outcomes;
        this.solo = solo;
        this.most = config.maxDeliveries();
        this.neighboursFirst = new Backoff(config.retry().giveBackDelay(), LONGEST_PAUSE);
    }

    /**
     * A delivery that is about to be worked on.
     *
     * @param number which one of its record it is, 1 for the first
     * @param counted whether the broker counts deliveries
     * @param noted how many notes say that it was begun and came to no end
     */
    record Beginning(RunKey key, Delivery delivery, int number, boolean counted, int noted) {
        boolean isRepeated() {
            return number > 1;
        }

        /** Of what the broker counts, the first delivery goes without a note. */
        boolean leavesNote() {
            return !counted || isRepeated();
        }

        /** How often it was begun before, as far as is known. */
        int begun() {
            return counted && isRepeated() ? noted + 1 : noted;
        }
    }

    Beginning of(RunKey key, Delivery delivery) throws InterruptedException {
        OptionalInt count = delivery.count();
        if (count.isEmpty()) {
            int noted = outcomes.begun(key, delivery);
            return new Beginning(key, delivery, noted + 1, false, noted);
        }
        int number = count.getAsInt();
        int noted = number == 1 ? 0 : outcomes.begun(key, delivery);
        return new Beginning(key, delivery, number, true, noted);
    }

    /** Whether it was begun so often without an end that it is not to be begun again. */
    boolean isTooOften(Beginning beginning) {
        return beginning.begun() >= most;
    }

    /** Does the work, beside others or alone, and leaves a note of that before. */
    <T> T run(Beginning beginning, Solo.Interruptible<T> work) throws InterruptedException {
        Solo.Interruptible<T> noted =
                () -> {
                    if (beginning.leavesNote()) {
                        outcomes.note(beginning.key(), beginning.delivery(), beginning.noted() + 1);
                    }
                    return work.run();
                };
        if (!beginning.isRepeated()) {
            return solo.beside(noted);
        }
        if (beginning.counted() && beginning.noted() > 0) {
            // What was in hand beside it comes again at the same time: that goes first.
            Thread.sleep(neighboursFirst.after(beginning.noted()));
        }
        return solo.alone(
                beginning.noted(), leave -> LettingGo.of(() -> letGo(beginning, leave), noted));
    }

    /**
     * What only waits brings nothing down, and is not to blame where its process dies meanwhile.
     */
    private void letGo(Beginning beginning, Runnable leave) {
        try {
            if (beginning.counted()) {
                outcomes.forget(beginning.key(), beginning.delivery());
            }
            leave.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The delivery came to an end of whatever kind, in this process. Where the broker does not
     * count, the note does, until the record itself is done.
     */
    void ended(Beginning beginning, Settlement settlement) throws InterruptedException {
        if (beginning.leavesNote() && (beginning.counted() || settlement == Settlement.DONE)) {
            outcomes.forget(beginning.key(), beginning.delivery());
        }
    }
}
