package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.local.launch.RunningService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Instances that are killed with pictures in hand. The model answers nobody until the last of them
 * is killed, so that all the pictures are in hand; the next instance is ready by then, and has
 * nothing.
 */
final class Takeover {
    /** In hand of an instance; it makes one more ready meanwhile. */
    static final int PICTURES = 5;

    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final CaptionRig rig;
    private final CaptionIngest ingest;
    private final byte[] jpeg = SmallPicture.jpeg();
    private @Nullable RunningService active;
    private int pictures;
    private int succeeded;

    Takeover(CaptionRig rig, CaptionIngest ingest) {
        this.rig = rig;
        this.ingest = ingest;
    }

    /**
     * Seconds from the last kill.
     *
     * @param first until the model is asked about one of the pictures again
     * @param last until it was asked about all of them
     */
    record Times(double first, double last) {}

    /** Pictures that were uploaded so far. */
    int pictures() {
        return pictures;
    }

    /** How many of them ended well. */
    int succeeded() {
        return succeeded;
    }

    /** Kills the instance that has the pictures. */
    Times kill() throws InterruptedException {
        var held = takeUp();
        var next = start();
        return released(held, next);
    }

    /** Kills it, and the next one once that has the pictures. */
    Times killTwice() throws InterruptedException {
        var held = takeUp();
        var next = start();
        running().kill();
        active = next;
        waitUntil("the second instance has the pictures", () -> inHand(next) >= PICTURES);
        return released(held, start());
    }

    /**
     * Uploads pictures while there is one instance, and waits until it has all. Not until it has
     * asked about all: one that was delivered a second time waits until the others are done, which
     * they are not while the model answers nobody.
     */
    private Set<UUID> takeUp() throws InterruptedException {
        if (active == null) {
            active = start();
        }
        rig.model.hold(true);
        var held = ingest.upload(jpeg, PICTURES);
        pictures += PICTURES;
        var first = running();
        waitUntil("the first instance has the pictures", () -> inHand(first) >= PICTURES);
        return held;
    }

    /** Kills the instance; the model answers from now on. */
    private Times released(Set<UUID> held, RunningService next) throws InterruptedException {
        rig.model.hold(false);
        running().kill();
        long killed = System.nanoTime();
        active = next;
        waitUntil(
                "the pictures are taken up again",
                () -> askedSince(killed, held).size() == PICTURES);
        var times = askedSince(killed, held).values().stream().mapToLong(Long::longValue);
        var summary = times.summaryStatistics();
        succeeded += rig.await(PICTURES, WITHIN).getOrDefault("succeeded", 0);
        return new Times((summary.getMin() - killed) / 1e9, (summary.getMax() - killed) / 1e9);
    }

    /** When each of the pictures was first asked about since then. */
    private Map<UUID, Long> askedSince(long nanoTime, Set<UUID> held) {
        var first = new HashMap<UUID, Long>();
        for (var asked : rig.model.asked()) {
            if (asked.nanoTime() - nanoTime > 0 && held.contains(asked.picture())) {
                first.putIfAbsent(asked.picture(), asked.nanoTime());
            }
        }
        return first;
    }

    private RunningService start() throws InterruptedException {
        return rig.instances.startOne().await("/q/health/ready", WITHIN, LOOK_AGAIN);
    }

    private RunningService running() {
        if (active == null) {
            throw new IllegalStateException("No instance was started");
        }
        return active;
    }

    /** Records in work in an instance, those that wait for their turn among them. */
    private static int inHand(RunningService instance) throws InterruptedException {
        return Metrics.sum(instance, "darkroom_stage_in_flight{");
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private void waitUntil(String what, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + WITHIN.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new UnavailableException(
                        "Not within %d s: %s; what the instances said is in %s"
                                .formatted(WITHIN.toSeconds(), what, rig.instances.logs()));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
