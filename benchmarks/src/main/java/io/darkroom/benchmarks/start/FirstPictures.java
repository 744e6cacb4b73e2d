package io.darkroom.benchmarks.start;

import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.pipeline.RunningDarkroom;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The first pictures of a Darkroom that just started, one after the other. */
final class FirstPictures {
    static final List<String> COLUMNS =
            List.of(
                    "picture after the start",
                    "times the third",
                    "accepted, ms",
                    "published, ms",
                    "quartiles");

    private static final List<String> NAMES = List.of("first", "second", "third");

    private final List<SamplePicture> pictures;
    private final List<List<RunningDarkroom.Enriched>> enriched =
            NAMES.stream().<List<RunningDarkroom.Enriched>>map(_ -> new ArrayList<>()).toList();

    /**
     * @param pictures are sent in turns
     */
    FirstPictures(List<SamplePicture> pictures) {
        this.pictures = pictures;
    }

    /**
     * Sends them.
     *
     * @param state of the Darkroom that is ready since a moment ago
     */
    void measure(Path state) throws InterruptedException {
        try (var darkroom = RunningDarkroom.on(state)) {
            for (int i = 0; i < NAMES.size(); i++) {
                var picture = pictures.get(i % pictures.size());
                enriched.get(i).add(darkroom.enrich(picture, RunningDarkroom.EVERY_DEFAULT_STAGE));
            }
        }
    }

    List<List<String>> rows() {
        var published =
                enriched.stream()
                        .map(each -> samples(each, RunningDarkroom.Enriched::milliseconds))
                        .toList();
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < NAMES.size(); i++) {
            var accepted = samples(enriched.get(i), each -> (each.accepted() - each.start()) / 1e6);
            var times = published.get(i);
            rows.add(
                    List.of(
                            NAMES.get(i),
                            Figures.of(times.median() / published.getLast().median()),
                            Figures.of(accepted.median()),
                            Figures.of(times.median()),
                            Figures.spread(times)));
        }
        return rows;
    }

    private static Samples samples(
            List<RunningDarkroom.Enriched> pictures,
            ToDoubleFunction<RunningDarkroom.Enriched> what) {
        return new Samples(pictures.stream().map(what::applyAsDouble).toList());
    }
}
