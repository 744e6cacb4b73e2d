package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.TopicSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The loops of one stage on both lanes, of which no more read than the instance's settings, or
 * operations, say, and no more than find something to do. A loop that may not read brings what it
 * has in hand to its end, and leaves its group.
 */
final class StageLoops {
    private static final Logger LOG = Logger.getLogger(StageLoops.class);

    /** Each loop is a consumer with its buffers: more of them are another instance's business. */
    static final int MOST = 256;

    /**
     * Consumers of each partition that wait on the live lane: a record that comes does not wait
     * until somebody has joined the group. More would do harm: what an instance has in hand when it
     * is killed is delivered to its idle members, too, one after another, before the broker sees
     * that they are gone (docs/adr/0057).
     */
    private static final int WATCHING = 2;

    private final Stage stage;
    private final int configured;
    private final Canary canary;
    private final WorkPlaces places;
    private final Factory factory;
    private final Map<Lane, List<StageLoop>> loops = new EnumMap<>(Lane.class);
    private final Collection<Thread> threads = new CopyOnWriteArrayList<>();
    private final Bell bell = new Bell();
    private final Map<Lane, Wakefulness> awake = new EnumMap<>(Lane.class);
    private boolean started;
    private volatile int concurrency;
    private volatile @Nullable StageControl word;

    /** Makes a loop. */
    @FunctionalInterface
    interface Factory {
        StageLoop loop(Lane lane, int index, WorkPlaces places, Turn turn);
    }

    /**
     * @param configured records in work at once where operations say nothing, 1 or more
     */
    StageLoops(Stage stage, int configured, Canary canary, Factory factory) {
        this.stage = stage;
        this.configured = configured;
        this.canary = canary;
        this.concurrency = configured;
        this.places = new WorkPlaces(configured, bulk(configured));
        this.factory = factory;
        for (Lane lane : Lane.values()) {
            loops.put(lane, new CopyOnWriteArrayList<>());
            awake.put(lane, new Wakefulness(bell::ring, System::nanoTime));
        }
    }

    /** Begins to read. */
    synchronized void start() {
        started = true;
        fill();
    }

    /** Does as operations say from now on. How much a canary does at once is its own affair. */
    synchronized void obey(@Nullable StageControl latest) {
        Integer asked = latest == null || canary.is() ? null : latest.concurrency();
        word = latest;
        concurrency = asked == null ? configured : Math.min(asked, MOST);
        places.resize(concurrency, bulk(concurrency));
        if (started) {
            fill();
        }
        bell.ring();
        LOG.infof(
                "A stage is told what to do; stage=%s paused=%s concurrency=%d by=%s",
                stage, isHeld(), concurrency, latest == null ? null : latest.by());
    }

    /** Takes no further records; {@link #join} waits for those in work. */
    void stop() {
        loops.values().forEach(lane -> lane.forEach(StageLoop::stop));
        bell.ring();
    }

    /** Waits so long, at most, for each of the loops. */
    void join(Duration most) throws InterruptedException {
        for (Thread thread : threads) {
            if (!thread.join(most)) {
                thread.interrupt();
            }
        }
    }

    /** Why it is to take nothing, if so. */
    Optional<String> held() {
        StageControl latest = word;
        if (latest != null && latest.paused()) {
            return Optional.of("paused by " + latest.by());
        }
        return canary.isIdle(stage) ? Optional.of("a canary that waits") : Optional.empty();
    }

    private boolean isHeld() {
        return held().isPresent();
    }

    /** Whether it is held, and none of its loops is about to take a record. */
    boolean takesNothing() {
        return isHeld()
                && loops.values().stream().flatMap(List::stream).noneMatch(StageLoop::isPolling);
    }

    /** What operations said last, if anything. */
    Optional<StageControl> word() {
        return Optional.ofNullable(word);
    }

    /** Records in work at once, 1 or more. */
    int concurrency() {
        return concurrency;
    }

    /** Why nothing is read, where something should be. */
    Optional<String> problem() {
        if (isHeld()) {
            return Optional.empty();
        }
        var live =
                loops.getOrDefault(Lane.LIVE, List.of()).stream()
                        .limit(concurrency)
                        .map(StageLoop::problem)
                        .toList();
        if (live.isEmpty()) {
            return Optional.of("waiting for the broker");
        }
        return live.stream().anyMatch(Optional::isEmpty) ? Optional.empty() : live.getFirst();
    }

    private void fill() {
        loops.forEach((lane, running) -> {
            while (running.size() < wanted(lane)) {
                int index = running.size();
                var loop = factory.loop(lane, index, places, new OwnTurn(lane, index));
                running.add(loop);
                threads.add(
                        Thread.ofPlatform()
                                .name("stage-" + stage + lane.suffix() + "-" + index)
                                .daemon(true)
                                .start(loop));
            }
        });
    }

    private final class OwnTurn implements Turn {
        private final Lane lane;
        private final int index;

        private OwnTurn(Lane lane, int index) {
            this.lane = lane;
            this.index = index;
        }

        @Override
        public boolean mayRead() {
            return !isHeld() && index < Math.min(wanted(lane), awake(lane));
        }

        @Override
        public void await(Duration atMost) throws InterruptedException {
            long heard = bell.rings();
            if (!mayRead()) {
                bell.await(heard, atMost);
            }
        }

        @Override
        public void taken() {
            var _ = awake(lane);
        }
    }

    /** How many read: as far as they are allowed to, as many as are needed. */
    private int awake(Lane lane) {
        return Objects.requireNonNull(awake.get(lane)).level(needed(lane));
    }

    /**
     * Each consumer asks the broker twice a second, and for nothing where its partition is empty.
     * On the bulk lane one keeps watch, since nobody waits for it, and as many as are busy wake as
     * many again. On the live lane no partition is without somebody who waits: the group gives each
     * as many as the others, so that all get as many as the one with the most work needs.
     */
    private int needed(Lane lane) {
        var busy = new HashMap<Integer, Integer>();
        loops.getOrDefault(lane, List.of()).stream()
                .flatMap(loop -> loop.inHand().stream())
                .forEach(record -> busy.merge(record.record().partition(), 1, Integer::sum));
        if (lane == Lane.BULK) {
            return 1 + 2 * busy.values().stream().mapToInt(Integer::intValue).sum();
        }
        int partitions = busy.keySet().stream().mapToInt(p -> p + 1).max().orElse(0);
        int most = busy.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return Math.max(TopicSettings.DEFAULT_PARTITIONS, partitions)
                * Math.max(WATCHING, 1 + 2 * most);
    }

    private int wanted(Lane lane) {
        return lane == Lane.LIVE ? concurrency : bulk(concurrency);
    }

    private static int bulk(int concurrency) {
        return Math.max(1, concurrency / 2);
    }
}
