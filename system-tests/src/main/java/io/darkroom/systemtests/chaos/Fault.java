package io.darkroom.systemtests.chaos;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** One way in which things break. */
interface Fault {
    /** What it is called in the report. */
    String kind();

    /**
     * Breaks something, and mends it before it returns.
     *
     * @param lasts how long it stays broken, where that can be chosen
     * @param random what is broken, where there is a choice
     */
    void inflict(Rig rig, Duration lasts, RandomGenerator random) throws Exception;

    static Fault of(String kind, Inflicting inflicting) {
        return new Fault() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public void inflict(Rig rig, Duration lasts, RandomGenerator random) throws Exception {
                inflicting.inflict(rig, lasts, random);
            }

            @Override
            public String toString() {
                return kind;
            }
        };
    }

    /** What a fault does. */
    interface Inflicting {
        void inflict(Rig rig, Duration lasts, RandomGenerator random) throws Exception;
    }
}
