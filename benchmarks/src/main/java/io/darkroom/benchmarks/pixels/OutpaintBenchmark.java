package io.darkroom.benchmarks.pixels;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import io.darkroom.contracts.Margins;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every photograph at 12 megapixels, extended by the built-in engine: a sheet to look at, how long
 * each rung of its ladder takes, and what the guard finds on results in which nothing is wrong.
 */
public final class OutpaintBenchmark implements Benchmark {
    private static final int MEGAPIXELS = 12;
    private static final int WARM_UP = 3;
    private static final String INSTRUCTION = "continue the background";

    private static final List<OutpaintRequest> REQUESTS =
            Stream.concat(
                            Stream.of("16:9", "4:3", "1:1")
                                    .map(ratio ->
                                            new OutpaintRequest(new Ratio(ratio), INSTRUCTION)),
                            Stream.of(
                                    new OutpaintRequest(
                                            null,
                                            INSTRUCTION,
                                            new Margins(0.1, 0.2, 0.1, 0.2),
                                            null,
                                            null,
                                            null)))
                    .toList();

    @Override
    public String name() {
        return "outpaint";
    }

    @Override
    public String summary() {
        return "extended backgrounds of every photograph; writes a contact sheet";
    }

    @Override
    public Report run(Run run) {
        if (!Files.isDirectory(run.photos())) {
            throw new UnavailableException("No photographs in " + run.photos() + ": set --photos");
        }
        Path folder = run.state().resolve("bench-outpaint");
        try {
            Files.createDirectories(folder);
            return measured(run, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write to " + folder, e);
        }
    }

    private static Report measured(Run run, Path folder) throws IOException {
        List<Path> pictures = SizedPhotos.of(run.photos(), folder, MEGAPIXELS);
        try (var rig = new OutpaintRig(folder)) {
            for (Path picture : pictures.subList(0, Math.min(WARM_UP, pictures.size()))) {
                run.progress().step("outpaint: warming up");
                REQUESTS.forEach(request -> rig.extend(picture, request));
            }
            var rows = new ArrayList<List<Outpainted>>();
            for (Path picture : pictures.subList(0, run.size(pictures.size(), 1))) {
                run.progress()
                        .step("outpaint: %d of %d".formatted(rows.size() + 1, pictures.size()));
                rows.add(REQUESTS.stream().map(request -> rig.extend(picture, request)).toList());
            }
            OutpaintSheet.write(folder, rows);
            return report(folder, rows);
        }
    }

    private static Report report(Path folder, List<List<Outpainted>> rows) {
        List<Outpainted> all = rows.stream().flatMap(List::stream).toList();
        List<Outpainted> made = all.stream().filter(Outpainted::made).toList();
        long found = made.stream().mapToLong(each -> each.findings().size()).sum();
        var pictures =
                rows.stream()
                        .map(row ->
                                Stream.concat(
                                                Stream.of(row.getFirst().picture()),
                                                row.stream().map(Outpainted::summary))
                                        .toList())
                        .toList();
        return new Report(
                "outpaint: extended backgrounds of every photograph, built-in engine",
                List.of(
                        new Table(
                                List.of(
                                        "rung",
                                        "pictures",
                                        "CPU, ms",
                                        "spread",
                                        "whole, ms",
                                        "guard's findings"),
                                rungs(made)),
                        new Table(
                                List.of("picture", "to 16:9", "to 4:3", "to 1:1", "margins"),
                                pictures)),
                List.of(
                        "The whole stage on one thread: decode of 12 megapixels, analysis, the rung"
                            + " that gave the picture and those before it that did not, guard,"
                            + " JPEG. Values are medians; CPU time leaves out what else the machine"
                            + " had to do.",
                        "Guard: %d findings on %d results in which there is nothing to find."
                                .formatted(found, made.size()),
                        "Look at every result: " + folder.resolve("outpaint.html")));
    }

    private static List<List<String>> rungs(List<Outpainted> made) {
        var rungs = new TreeMap<String, List<Outpainted>>();
        made.forEach(each ->
                rungs.computeIfAbsent(Objects.requireNonNull(each.method()), _ -> new ArrayList<>())
                        .add(each));
        return rungs.entrySet().stream()
                .map(rung -> {
                    var cpu = new Samples(rung.getValue().stream().map(Outpainted::cpu).toList());
                    var whole =
                            new Samples(rung.getValue().stream().map(Outpainted::whole).toList());
                    long found =
                            rung.getValue().stream()
                                    .mapToLong(each -> each.findings().size())
                                    .sum();
                    return List.of(
                            rung.getKey(),
                            String.valueOf(cpu.size()),
                            Figures.of(cpu.median()),
                            Figures.spread(cpu),
                            Figures.of(whole.median()),
                            String.valueOf(found));
                })
                .toList();
    }
}
