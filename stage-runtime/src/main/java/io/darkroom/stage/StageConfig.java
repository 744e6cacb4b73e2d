package io.darkroom.stage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How stages are run. What is not set for one stage holds for all of them. */
@ConfigMapping(prefix = "darkroom.stage")
interface StageConfig {
    /**
     * Records in work at once, for each stage; what the stage says itself where absent. Operations
     * may set another number for all instances of a stage.
     */
    OptionalInt concurrency();

    /** The longest that one try may take. */
    @WithDefault("2m")
    Duration timeout();

    /** Originals with more bytes fail. */
    @WithDefault("268435456")
    long maxOriginalBytes();

    /** Bytes of originals held at once, all stages together; a quarter of the heap where absent. */
    OptionalLong maxBytesInFlight();

    /**
     * A record that was begun so often and never came to an end is reported Failed without being
     * run again; so is one that gives way so often. Below the broker's own limit ({@code
     * group.share.delivery.count.limit}, 5), at which it drops the record silently.
     */
    @WithDefault("4")
    int maxDeliveries();

    /**
     * How long the broker keeps a record for an instance of which it hears nothing. The broker's
     * own bound ({@code group.share.min.record.lock.duration.ms}, 15 s) where that is longer.
     */
    @WithDefault("10s")
    Duration lock();

    /**
     * After how long without a heartbeat an instance counts as dead, and others get its partitions.
     * The broker's own bound ({@code group.share.min.session.timeout.ms}, 45 s) where that is
     * longer.
     */
    @WithDefault("10s")
    Duration session();

    /** How long records in work may take to end when the service stops. */
    @WithDefault("10s")
    Duration grace();

    /** How often an instance says what it does; 1 ms or more. */
    @WithDefault("5s")
    Duration reportEvery();

    Retry retry();

    Circuit circuit();

    /** What holds for one stage only, by the stage's name. */
    Map<String, PerStage> perStage();

    /** Transient failures. */
    interface Retry {
        /** Tries for each delivery, 1 or more. */
        @WithDefault("3")
        int tries();

        /** The wait before the second try; doubled for each further one, with jitter. */
        @WithDefault("500ms")
        Duration delay();

        @WithDefault("10s")
        Duration maxDelay();

        /**
         * The wait before a record is given back, and before one is run again that was alone when
         * its process died; doubled for each further delivery.
         */
        @WithDefault("5s")
        Duration giveBackDelay();
    }

    /** Outages of the object store. */
    interface Circuit {
        /** Failures in a row that open the circuit. */
        @WithDefault("3")
        int failures();

        /** The longest wait between two looks at whether the store is back. */
        @WithDefault("5s")
        Duration pause();
    }

    /** Settings of one stage. */
    interface PerStage {
        OptionalInt concurrency();

        Optional<Duration> timeout();
    }
}
