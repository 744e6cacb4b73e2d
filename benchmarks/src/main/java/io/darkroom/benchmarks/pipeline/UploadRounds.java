package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What came of the rounds: rates a second, processor time in milliseconds, heap in MiB. */
final class UploadRounds {
    private final List<Double> throughDarkroom = new ArrayList<>();
    private final List<Double> bare = new ArrayList<>();
    private final List<Double> heaps = new ArrayList<>();
    private final List<Map<String, Double>> uploadTimes = new ArrayList<>();
    private final List<Map<String, Double>> putTimes = new ArrayList<>();

    void darkroom(double rate, Map<String, Double> times) {
        throughDarkroom.add(rate);
        uploadTimes.add(times);
    }

    void bare(double rate, Map<String, Double> times) {
        bare.add(rate);
        putTimes.add(times);
    }

    void heap(long bytes) {
        heaps.add(bytes / (double) (1 << 20));
    }

    int count() {
        return bare.size();
    }

    List<String> row(String name) {
        var ratio =
                new Samples(
                                IntStream.range(0, count())
                                        .mapToObj(i -> throughDarkroom.get(i) / bare.get(i))
                                        .toList())
                        .asRatio();
        return List.of(
                name,
                ratio.figure(),
                ratio.spread(),
                rate(new Samples(throughDarkroom)),
                rate(new Samples(bare)));
    }

    /** By process; absent where Darkroom runs elsewhere. */
    Optional<Table> times() {
        var names = new TreeSet<>(uploadTimes.getFirst().keySet());
        if (names.isEmpty()) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<String>>();
        for (String name : names) {
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
        return Optional.of(new Table(List.of("processor time", "ms an upload", "ms a put"), rows));
    }

    /** A heap that grows shows in its last third over its first. */
    List<String> heaps(String name) {
        int third = Math.max(1, heaps.size() / 3);
        var first = new Samples(heaps.subList(0, third));
        var last = new Samples(heaps.subList(heaps.size() - third, heaps.size()));
        return List.of(
                name,
                Figures.of(last.median() / first.median()),
                Figures.of(first.median()),
                Figures.of(last.median()));
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

    private static String rate(Samples samples) {
        return "%s (%s)".formatted(Figures.of(samples.median()), Figures.spread(samples));
    }
}
