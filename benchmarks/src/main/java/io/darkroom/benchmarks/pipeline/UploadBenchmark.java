package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What an upload through Darkroom costs over putting the same bytes into the same store: rounds of
 * both, in turns, the first of a pair changing from round to round.
 */
public final class UploadBenchmark implements Benchmark {
    private static final int AT_A_TIME = 4;

    /**
     * Rounds before the first that counts: the compilers of five processes go on for some 700
     * uploads, and take as much of the machine as these until then.
     */
    private static final int WARM_UP = 24;

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public String summary() {
        return "POST /v1/assets, against putting the same bytes into the same store";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        var picture = Pictures.twelveMegapixels(run.photos()).getFirst();
        try (var darkroom = RunningDarkroom.find(run);
                var store = BareStore.open(Endpoints.read(run.state()).s3())) {
            var services = Endpoints.read(run.state()).services();
            var rounds = new Rounds(darkroom, store, services, picture, run.size(32, 4));
            for (int i = 0; i < run.size(WARM_UP, 1); i++) {
                run.progress().step("upload: warming up, round %d".formatted(i + 1));
                rounds.warmUp();
            }
            int count = run.size(9, 2);
            for (int i = 0; i < count; i++) {
                run.progress().step("upload: round %d of %d".formatted(i + 1, count));
                rounds.pair(i % 2 == 0);
            }
            return rounds.report();
        }
    }

    /** Rates of uploads a second, one value a round. */
    private static final class Rounds {
        private final RunningDarkroom darkroom;
        private final BareStore store;
        private final Map<String, Endpoints.Service> services;
        private final SamplePicture picture;
        private final int uploads;
        private final List<Double> throughDarkroom = new ArrayList<>();
        private final List<Double> bare = new ArrayList<>();
        private final List<Double> ratios = new ArrayList<>();
        private final List<Double> heaps = new ArrayList<>();
        private final List<Map<String, Double>> uploadTimes = new ArrayList<>();
        private final List<Map<String, Double>> putTimes = new ArrayList<>();

        Rounds(
                RunningDarkroom darkroom,
                BareStore store,
                Map<String, Endpoints.Service> services,
                SamplePicture picture,
                int uploads) {
            this.darkroom = darkroom;
            this.store = store;
            this.services = services;
            this.picture = picture;
            this.uploads = uploads;
        }

        void warmUp() throws InterruptedException {
            darkroomRate();
            bareRate();
            uploadTimes.clear();
            putTimes.clear();
        }

        void pair(boolean darkroomFirst) throws InterruptedException {
            double before = darkroomFirst ? darkroomRate() : bareRate();
            double after = darkroomFirst ? bareRate() : darkroomRate();
            double ours = darkroomFirst ? before : after;
            double theirs = darkroomFirst ? after : before;
            throughDarkroom.add(ours);
            bare.add(theirs);
            ratios.add(ours / theirs);
            heaps.add(darkroom.ingestHeap() / (double) (1 << 20));
        }

        /** What follows the uploads of a round is over before the next begins. */
        private double darkroomRate() throws InterruptedException {
            var before = ProcessorTime.now(services);
            var load =
                    Load.run(
                            uploads,
                            AT_A_TIME,
                            _ -> darkroom.upload(picture, RunningDarkroom.IDLE_STAGE));
            uploadTimes.add(ProcessorTime.now(services).millisEach(before, uploads));
            for (var asset : load.results()) {
                darkroom.published(asset);
            }
            return load.rate();
        }

        private double bareRate() throws InterruptedException {
            var before = ProcessorTime.now(services);
            var load =
                    Load.run(
                            uploads,
                            AT_A_TIME,
                            index -> {
                                store.put(picture);
                                return index;
                            });
            putTimes.add(ProcessorTime.now(services).millisEach(before, uploads));
            return load.rate();
        }

        Report report() {
            var ratio = new Samples(ratios).asRatio();
            var ours = new Samples(throughDarkroom);
            var theirs = new Samples(bare);
            var table =
                    new Table(
                            List.of("", "ratio", "spread", "Darkroom, uploads/s", "bare, puts/s"),
                            List.of(
                                    List.of(
                                            AT_A_TIME + " at a time",
                                            ratio.figure(),
                                            ratio.spread(),
                                            rate(ours),
                                            rate(theirs))));
            return new Report(
                    "upload: Darkroom over bare puts",
                    services.isEmpty()
                            ? List.of(table, heapTable())
                            : List.of(table, times(), heapTable()),
                    notes());
        }

        private Table times() {
            var rows = new ArrayList<List<String>>();
            for (String name : new TreeSet<>(uploadTimes.getFirst().keySet())) {
                rows.add(
                        List.of(
                                name,
                                Figures.of(median(uploadTimes, name)),
                                Figures.of(median(putTimes, name))));
            }
            rows.add(
                    List.of(
                            "together",
                            Figures.of(together(uploadTimes)),
                            Figures.of(together(putTimes))));
            return new Table(List.of("processor time", "ms an upload", "ms a put"), rows);
        }

        private static double median(List<Map<String, Double>> times, String name) {
            return new Samples(times.stream().map(time -> time.getOrDefault(name, 0.0)).toList())
                    .median();
        }

        private static double together(List<Map<String, Double>> times) {
            return new Samples(
                            times.stream()
                                    .map(time ->
                                            time.values().stream()
                                                    .mapToDouble(Double::doubleValue)
                                                    .sum())
                                    .toList())
                    .median();
        }

        /** A heap that grows shows in its last third over its first. */
        private Table heapTable() {
            int third = Math.max(1, heaps.size() / 3);
            var first = new Samples(heaps.subList(0, third));
            var last = new Samples(heaps.subList(heaps.size() - third, heaps.size()));
            return new Table(
                    List.of("heap of ingest-service", "last over first", "first, MiB", "last, MiB"),
                    List.of(
                            List.of(
                                    "after a round, median of a third of the rounds",
                                    Figures.of(last.median() / first.median()),
                                    Figures.of(first.median()),
                                    Figures.of(last.median()))));
        }

        private List<String> notes() {
            return List.of(
                    "Ratio: uploads a second through Darkroom over puts a second with the MinIO"
                            + " SDK,"
                            + " taken in each round; median and quartiles of %d rounds of %d uploads."
                                    .formatted(ratios.size(), uploads),
                    "Processor time: of everything that runs here, from the first request to the"
                            + " last answer; medians of the rounds.",
                    "Picture: %s, %d KiB. The one stage that is asked for has nothing to do. Hashing, joining and publishing a round is over before the next round begins; what of it falls into its own round counts."
                            .formatted(picture.name(), picture.bytes().length / 1024));
        }

        private static String rate(Samples samples) {
            return "%s (%s)".formatted(Figures.of(samples.median()), Figures.spread(samples));
        }
    }
}
