package io.darkroom.systemtests.chaos;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** All the ways in which things break. */
final class Faults {
    /** Where what is given up goes. */
    private static final List<String> DEAD_LETTERS =
            Stream.concat(
                            Stream.of(Topics.STAGE_FINISHED_DEAD, Topics.REVIEW_DECIDED_DEAD),
                            Arrays.stream(Stage.values()).map(Topics::deadLetters))
                    .toList();

    /** Which the outboxes of the services write. */
    private static final List<String> OUTBOX_TOPICS =
            List.of(
                    Topics.ASSET_UPLOADED,
                    Topics.REVIEW_REQUESTED,
                    Topics.REVIEW_DECIDED,
                    Topics.ASSET_ENRICHED);

    private Faults() {}

    /**
     * @param otherBuild the build that rolling restarts go to and come back from; the same one
     *     where there is no other
     */
    static List<Fault> all(Path build, Path otherBuild) {
        var faults = new ArrayList<Fault>();
        faults.add(
                Fault.of(
                        "kill",
                        (rig, _, random) -> some(rig, 1, random).forEach(ServiceProcess::kill)));
        faults.add(
                Fault.of(
                        "kill-two",
                        (rig, _, random) -> some(rig, 2, random).forEach(ServiceProcess::kill)));
        faults.add(Fault.of("pause", Faults::pause));
        faults.add(Fault.of("broker-restart", Faults::broker));
        faults.add(Fault.of("database-restart", Faults::database));
        for (FaultyStore.Mode mode : FaultyStore.Mode.values()) {
            if (mode != FaultyStore.Mode.PASS) {
                faults.add(store(mode));
            }
        }
        faults.add(Fault.of("database-full", (rig, lasts, _) -> FullDatabase.during(rig, lasts)));
        faults.add(
                Fault.of(
                        "dead-letters-refused",
                        (rig, lasts, _) -> refuse(rig, lasts, DEAD_LETTERS)));
        faults.add(
                Fault.of(
                        "topic-refused",
                        (rig, lasts, random) ->
                                refuse(
                                        rig,
                                        lasts,
                                        List.of(
                                                OUTBOX_TOPICS.get(
                                                        random.nextInt(OUTBOX_TOPICS.size()))))));
        faults.add(
                Fault.of(
                        "rolling-restart",
                        (rig, _, _) -> {
                            roll(rig, otherBuild);
                            roll(rig, build);
                        }));
        if (ClockJump.isPossible()) {
            faults.add(Fault.of("clock-jump", ClockJump::during));
        }
        return faults;
    }

    private static List<ServiceProcess> some(Rig rig, int count, RandomGenerator random) {
        var services = new ArrayList<>(rig.services());
        Collections.shuffle(services, Random.from(random));
        return services.subList(0, count);
    }

    /** Longer than the locks and sessions by which others know that it lives. */
    private static void pause(Rig rig, Duration lasts, RandomGenerator random)
            throws InterruptedException {
        var service = some(rig, 1, random).getFirst();
        service.freeze();
        try {
            Thread.sleep(Duration.ofSeconds(15).plus(lasts));
        } finally {
            service.thaw();
        }
    }

    private static void broker(Rig rig, Duration lasts, RandomGenerator random)
            throws InterruptedException {
        rig.broker().stop(random.nextBoolean());
        try {
            Thread.sleep(lasts);
        } finally {
            rig.broker().start();
        }
    }

    private static void database(Rig rig, Duration lasts, RandomGenerator random)
            throws InterruptedException {
        rig.stopDatabase();
        try {
            Thread.sleep(lasts);
        } finally {
            rig.startDatabase();
        }
    }

    private static Fault store(FaultyStore.Mode mode) {
        return Fault.of(
                "store-" + mode.name().toLowerCase(java.util.Locale.ROOT),
                (rig, lasts, _) -> {
                    rig.store().set(mode);
                    try {
                        Thread.sleep(lasts);
                    } finally {
                        rig.store().set(FaultyStore.Mode.PASS);
                    }
                });
    }

    /** One instance after the other, each only once the one before it is ready again. */
    private static void roll(Rig rig, Path build) throws InterruptedException {
        for (ServiceProcess service : rig.services()) {
            service.restart(rig.startOf(service.name(), build));
            service.awaitReady();
        }
    }

    /** Topics take nothing more, as on a broker that is full. */
    private static void refuse(Rig rig, Duration lasts, List<String> topics) throws Exception {
        try (var admin =
                Admin.create(
                        Map.<String, Object>of(
                                "bootstrap.servers", rig.broker().bootstrapServers()))) {
            admin.incrementalAlterConfigs(maxBytes(topics, AlterConfigOp.OpType.SET)).all().get();
            try {
                Thread.sleep(lasts);
            } finally {
                admin.incrementalAlterConfigs(maxBytes(topics, AlterConfigOp.OpType.DELETE))
                        .all()
                        .get();
            }
        }
    }

    private static Map<ConfigResource, Collection<AlterConfigOp>> maxBytes(
            List<String> topics, AlterConfigOp.OpType type) {
        var change = List.of(new AlterConfigOp(new ConfigEntry("max.message.bytes", "1"), type));
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (String topic : topics) {
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), change);
        }
        return changes;
    }
}
