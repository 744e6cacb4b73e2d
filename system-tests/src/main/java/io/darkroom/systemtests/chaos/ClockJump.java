package io.darkroom.systemtests.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A process whose clock is wrong for a while, by libfaketime where the machine has it. Within
 * minutes only: beyond a quarter of an hour the store refuses every signature, which is {@link
 * FaultyStore.Mode#DOWN} by another name.
 */
final class ClockJump {
    private static final List<Path> PLACES =
            List.of(
                    Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
                    Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    private ClockJump() {}

    static boolean isPossible() {
        return library().isPresent();
    }

    private static Optional<Path> library() {
        return PLACES.stream().filter(Files::isReadable).findFirst();
    }

    static void during(Rig rig, Duration lasts, RandomGenerator random)
            throws InterruptedException {
        var services = rig.services();
        var service = services.get(random.nextInt(services.size()));
        var right = service.current();
        var environment = new HashMap<>(right.environment());
        environment.put("LD_PRELOAD", library().orElseThrow().toString());
        environment.put("FAKETIME", random.nextBoolean() ? "+10m" : "-10m");
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Java takes its archive only beside a jar of the very time that it was made of.
        environment.put("NO_FAKE_STAT", "1");
        service.restart(new ServiceProcess.Start(right.service(), environment));
        try {
            service.awaitReady();
            Thread.sleep(lasts);
        } finally {
            service.restart(right);
        }
    }
}
