package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.harness.UnavailableException;
import java.time.Duration;

/** Pictures that go through the instances of a rig, and how fast. */
final class CaptionRounds {
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration DONE_WITHIN = Duration.ofMinutes(10);

    /**
     * Pictures that were captioned.
     *
     * @param start when they were announced, by {@link System#nanoTime()}
     * @param end when the last report was there
     */
    record Round(int pictures, long start, long end) {
        /** Pictures a second. */
        double rate() {
            return pictures / ((end - start) / 1e9);
        }
    }

    private final CaptionRig rig;
    private final byte[] jpeg = SmallPicture.jpeg();

    CaptionRounds(CaptionRig rig) {
        this.rig = rig;
    }

    /** Starts so many instances more, and waits until they are ready. */
    void start(int more) throws InterruptedException {
        for (int i = 0; i < more; i++) {
            rig.instances.startOne().await("/q/health/ready", READY_WITHIN, LOOK_AGAIN);
        }
    }

    /** Has every instance join and its code compiled. */
    void warm(int pictures) {
        rig.pictures.announce(rig.pictures.store(jpeg, pictures));
        requireAll(pictures);
    }

    /** Has so many pictures captioned. */
    Round measure(int pictures) {
        var assets = rig.pictures.store(jpeg, pictures);
        long start = System.nanoTime();
        rig.pictures.announce(assets);
        requireAll(pictures);
        return new Round(pictures, start, System.nanoTime());
    }

    /** What of the model's time a round left unused, where so many questions may be out. */
    Unused unused(Round round, int most) {
        var asked =
                rig.model.asked().stream()
                        .map(StandInModel.Asked::nanoTime)
                        .filter(at -> at >= round.start() && at <= round.end())
                        .toList();
        return Unused.of(asked, round, rig.latency, most);
    }

    private void requireAll(int count) {
        var kinds = rig.await(count, DONE_WITHIN);
        if (kinds.getOrDefault("succeeded", 0) != count) {
            throw new UnavailableException(
                    "Of " + count + " captions came " + kinds + "; see the service's log");
        }
    }
}
