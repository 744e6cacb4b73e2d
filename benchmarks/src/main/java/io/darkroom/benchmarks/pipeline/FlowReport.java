package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.pipeline.RunningDarkroom.Enriched;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came of the pictures that went all the way. */
record FlowReport(List<SamplePicture> pictures, Load<Enriched> one, Load<Enriched> eight) {
    private static final double MOST = 0.95;

    Report report() {
        return new Report("flow: from POST to AssetEnriched", List.of(whole(), stages()), notes());
    }

    private Table whole() {
        return new Table(
                List.of(
                        "pictures",
                        "over its longest stage",
                        "spread",
                        "assets/s",
                        "median, ms",
                        "p95, ms"),
                List.of(row("one at a time", one), row("eight at a time", eight)));
    }

    private static List<String> row(String name, Load<Enriched> load) {
        var overLongest = new Samples(map(load, FlowReport::overLongestStage)).asRatio();
        var whole = new Samples(map(load, Enriched::milliseconds));
        return List.of(
                name,
                overLongest.figure(),
                overLongest.spread(),
                Figures.of(load.rate()),
                Figures.of(whole.median()),
                Figures.of(whole.quantile(MOST)));
    }

    private static List<Double> map(Load<Enriched> load, Function<Enriched, Double> value) {
        return load.results().stream().map(value).toList();
    }

    /** A stage that took no whole millisecond counts as one. */
    private static double overLongestStage(Enriched enriched) {
        long longest =
                enriched.asset().stages().stream()
                        .map(StageStatus::durationMs)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
        return enriched.milliseconds() / Math.max(1, longest);
    }

    private Table stages() {
        var rows = new ArrayList<List<String>>();
        var alone = durations(one);
        var together = durations(eight);
        alone.forEach((stage, durations) -> {
            var crowded = together.getOrDefault(stage, durations);
            var slower = crowded.over(durations);
            rows.add(
                    List.of(
                            stage.id(),
                            slower.figure(),
                            slower.spread(),
                            time(durations),
                            time(crowded)));
        });
        return new Table(
                List.of(
                        "stage",
                        "eight over one",
                        "spread",
                        "one at a time, ms (p95)",
                        "eight at a time, ms (p95)"),
                rows);
    }

    private static Map<Stage, Samples> durations(Load<Enriched> load) {
        Map<Stage, List<Double>> found = new TreeMap<>();
        for (var enriched : load.results()) {
            for (var status : enriched.asset().stages()) {
                Long took = status.durationMs();
                if (took != null) {
                    found.computeIfAbsent(status.stage(), _ -> new ArrayList<>())
                            .add(took.doubleValue());
                }
            }
        }
        return found.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> new Samples(entry.getValue()),
                                (a, _) -> a,
                                TreeMap::new));
    }

    private static String time(Samples milliseconds) {
        return "%s (%s)"
                .formatted(
                        Figures.of(milliseconds.median()), Figures.of(milliseconds.quantile(MOST)));
    }

    private List<String> notes() {
        var names = pictures.stream().map(SamplePicture::name).collect(Collectors.joining(", "));
        return List.of(
                "%d pictures one at a time, then %d eight at a time, in turns from: %s."
                        .formatted(one.results().size(), eight.results().size(), names),
                "Over its longest stage: a picture's whole time over the time of its slowest stage;"
                    + " 1 would be no overhead, and stages of one picture that wait for the same"
                    + " core raise it.",
                "Assets whose record is incomplete (a stage failed or timed out): %d."
                        .formatted(incomplete(one) + incomplete(eight)));
    }

    private static long incomplete(Load<Enriched> load) {
        return load.results().stream().filter(each -> !each.asset().complete()).count();
    }
}
