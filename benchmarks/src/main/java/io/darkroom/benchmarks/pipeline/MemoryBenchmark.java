package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Resident memory of each service before and after pictures of 12 megapixels. */
public final class MemoryBenchmark implements Benchmark {
    private static final int AT_A_TIME = 8;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String summary() {
        return "resident memory of each service before and after 12 megapixel pictures";
    }

    /** A service's process, and what it held. */
    private record Held(long pid, ResidentMemory memory) {}

    @Override
    public Report run(Run run) throws InterruptedException {
        int pictures = run.size(100, 4);
        var before = held(run);
        work(run, pictures);
        var after = held(run);
        var rows =
                before.entrySet().stream()
                        .map(each -> row(each.getKey(), each.getValue(), after.get(each.getKey())))
                        .toList();
        var table =
                new Table(
                        List.of(
                                "service",
                                "after over before",
                                "before, MiB",
                                "after, MiB",
                                "peak, MiB"),
                        rows);
        return new Report(
                "memory: resident, before and after %d pictures".formatted(pictures),
                List.of(table),
                List.of(
                        "Pictures of about 12 megapixels, every default stage, %d at a time."
                                .formatted(AT_A_TIME),
                        "Peak: the most since the service started. One run on a service that just"
                                + " started says what it needs; a second run on the same one says"
                                + " whether it grows."));
    }

    private static Map<String, Held> held(Run run) {
        var services = RunningEndpoints.of(run.state()).services();
        if (services.isEmpty()) {
            throw new UnavailableException(
                    "endpoints.json names no services with their pids; this needs a Darkroom"
                            + " started by ./darkroom up");
        }
        var held = new TreeMap<String, Held>();
        services.forEach((name, service) ->
                held.put(name, new Held(service.pid(), ResidentMemory.of(service.pid()))));
        return held;
    }

    private static void work(Run run, int count) throws InterruptedException {
        var pictures = Pictures.twelveMegapixels(run.photos());
        try (var darkroom = RunningDarkroom.find(run)) {
            Load.run(
                    count,
                    AT_A_TIME,
                    index -> {
                        run.progress().count("memory: picture", index, count);
                        return darkroom.enrich(
                                pictures.get(index % pictures.size()),
                                RunningDarkroom.EVERY_DEFAULT_STAGE);
                    });
        }
    }

    private static List<String> row(String name, Held before, @Nullable Held after) {
        if (after == null || after.pid() != before.pid()) {
            return List.of(name, "restarted", mebibytes(before.memory().now()), "–", "–");
        }
        return List.of(
                name,
                Figures.of((double) after.memory().now() / before.memory().now()),
                mebibytes(before.memory().now()),
                mebibytes(after.memory().now()),
                mebibytes(after.memory().peak()));
    }

    private static String mebibytes(long bytes) {
        return Long.toString(Math.round(bytes / (double) (1 << 20)));
    }
}
