package io.darkroom.systemtests.chaos;

import io.darkroom.local.embedded.Directories;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One run from beginning to end. */
final class ChaosRun {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int BACKENDS = 3;
    private static final Duration BETWEEN_PICTURES = Duration.ofMillis(1500);

    /** A review that was claimed by a clock that is ten minutes ahead comes back after these. */
    private static final Duration REST_WITHIN = Duration.ofMinutes(12);

    private static final Duration SWEPT_WITHIN = Duration.ofMinutes(2);

    private final ChaosOptions options;
    private final PrintStream out;
    private final Map<String, Integer> injected = new TreeMap<>();

    ChaosRun(ChaosOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * What came of it.
     *
     * @param injected how many faults of each kind there were
     * @param accepted uploads that were answered with an asset
     */
    record Result(Map<String, Integer> injected, long accepted, List<Violation> violations) {}

    Result run() throws Exception {
        Directories.delete(options.state());
        say(
                "seed %d, %s of faults, state in %s"
                        .formatted(options.seed(), options.faultsFor(), options.state()));
        try (var rig = Rig.start(options.state(), options.build())) {
            say("all services are ready");
            var model = new Model();
            var leaving = new Leaving(options.seed());
            try (var repeater = new Repeater(rig.broker().bootstrapServers(), options.seed());
                    var _ = new Moderator(rig, leaving)) {
                var traffic =
                        new Traffic(
                                rig, model, leaving, options.seed(), BACKENDS, BETWEEN_PICTURES);
                breakThings(rig, model);
                // Whatever was broken last starts again without more to do meanwhile.
                repeater.stop();
                traffic.stop();
                rig.awaitReady();
                traffic.end(Duration.ofMinutes(3));
                say("faults are over; %d uploads accepted".formatted(model.accepted()));
                awaitRest(rig);
                awaitSwept(rig);
                injected.put("left-request", leaving.count());
                injected.put("repeated-record", repeater.sent());
                injected.put("unreadable-record", repeater.unreadable().size());
                var violations =
                        new Checker(model, new Stores(rig).read(), repeater.unreadable())
                                .violations();
                return new Result(Map.copyOf(injected), model.accepted(), violations);
            }
        }
    }

    private void breakThings(Rig rig, Model model) throws Exception {
        var kinds = Faults.all(options.build(), options.otherBuild().orElse(options.build()));
        var chosen =
                kinds.stream()
                        .filter(fault ->
                                options.kinds().isEmpty() || options.kinds().contains(fault.kind()))
                        .toList();
        say("kinds of fault: " + chosen);
        var schedule = new Schedule(chosen, options.seed());
        Instant end = Instant.now().plus(options.faultsFor());
        while (Instant.now().isBefore(end)) {
            var next = schedule.next();
            Thread.sleep(next.after());
            say("%-22s (%d accepted so far)".formatted(next.fault(), model.accepted()));
            next.fault().inflict(rig, next.lasts(), new Random(next.seed()));
            injected.merge(next.fault().kind(), 1, Integer::sum);
        }
    }

    /** Every asset decided, every stage ended, nothing left to send. */
    private void awaitRest(Rig rig) throws SQLException, InterruptedException {
        var stores = new Stores(rig);
        long deadline = System.nanoTime() + REST_WITHIN.toNanos();
        long said = -1;
        for (long left = left(stores); left > 0; left = left(stores)) {
            if (System.nanoTime() > deadline) {
                say(left + " are not at rest after " + REST_WITHIN);
                return;
            }
            if (left != said) {
                say(left + " not at rest yet");
                said = left;
            }
            Thread.sleep(2000);
        }
        // What is under way on a topic without a row that waits for it: repeats, dead letters.
        Thread.sleep(5000);
    }

    private static long left(Stores stores) throws SQLException {
        return stores.unsettled() + stores.outbox();
    }

    /** Nothing is under way any more, so that an original without an asset may be swept at once. */
    private static void awaitSwept(Rig rig) throws SQLException, InterruptedException {
        if (new Stores(rig).orphans() == 0) {
            return;
        }
        var ingest = rig.service("ingest-1");
        var now = ingest.current();
        var environment = new HashMap<>(now.environment());
        environment.put("DARKROOM_RECONCILE_EVERY", "2s");
        environment.put("DARKROOM_RECONCILE_ORPHAN_AGE", "1s");
        ingest.restart(new ServiceProcess.Start(now.service(), environment));
        ingest.awaitReady();
        long deadline = System.nanoTime() + SWEPT_WITHIN.toNanos();
        while (new Stores(rig).orphans() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(1000);
        }
    }

    private void say(String what) {
        out.println(TIME.format(Instant.now()) + "  " + what);
    }
}
