package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Table;
import java.time.Duration;
import java.util.List;

/**
 * What of a model's time nobody used, as shares of all of it (questions that may be out times the
 * round's length): 0 to 1 each, together what is missing to the ideal rate.
 *
 * @param begin until as many questions were out as may be
 * @param between from then on, until the last was asked
 * @param end after that
 */
record Unused(double begin, double between, double end) {

    /**
     * @param asked when each question came, by {@link System#nanoTime()}, in order; 1 or more
     * @param latency for which each was out
     * @param most questions out at once
     */
    static Unused of(List<Long> asked, CaptionRounds.Round round, Duration latency, int most) {
        long full = full(asked, latency.toNanos(), most);
        long last = asked.getLast();
        var time = new Time(asked, round, latency.toNanos(), most);
        return new Unused(
                time.unused(round.start(), full),
                time.unused(full, last),
                time.unused(last, round.end()));
    }

    static Table table(List<List<String>> rows) {
        return new Table(
                List.of(
                        "of the model's time unused",
                        "until all it allows were asked",
                        "then",
                        "after the last was asked"),
                rows);
    }

    List<String> row(int instances) {
        return List.of(
                Integer.toString(instances),
                Figures.of(begin),
                Figures.of(between),
                Figures.of(end));
    }

    /** When as many were out as may be; when the last was asked, if they never were. */
    private static long full(List<Long> asked, long latency, int most) {
        for (int i = most - 1; i < asked.size(); i++) {
            if (asked.get(i) - asked.get(i - most + 1) < latency) {
                return asked.get(i);
            }
        }
        return asked.getLast();
    }

    private record Time(List<Long> asked, CaptionRounds.Round round, long latency, int most) {
        double unused(long from, long to) {
            double used =
                    asked.stream()
                            .mapToLong(at -> Math.min(to, at + latency) - Math.max(from, at))
                            .filter(length -> length > 0)
                            .sum();
            return (most * (double) (to - from) - used)
                    / (most * (double) (round.end() - round.start()));
        }
    }
}
