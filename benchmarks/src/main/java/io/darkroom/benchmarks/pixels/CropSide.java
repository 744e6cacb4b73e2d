package io.darkroom.benchmarks.pixels;

import io.darkroom.benchmarks.report.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was measured of one side at one size of pictures. */
final class CropSide {
    private final CropProcess process;
    private final List<Double> rounds = new ArrayList<>();
    private double processor;
    private double sum;
    private int pictures;

    CropSide(CropProcess process) {
        this.process = process;
    }

    CropProcess process() {
        return process;
    }

    /** Forgets what was measured so far: it was a warm-up. */
    void begin() {
        rounds.clear();
        pictures = 0;
        processor = process.processorTime();
    }

    void time(Path picture) {
        sum += process.time(picture);
        pictures++;
    }

    /** A round of this many pictures is over. */
    void endRound(int size) {
        rounds.add(sum / size);
        sum = 0;
    }

    /** Milliseconds a picture, a value for each round. */
    Samples milliseconds() {
        return new Samples(rounds);
    }

    /** Milliseconds of all processors together for a picture, the runtime's own included. */
    double processorMilliseconds() {
        return (process.processorTime() - processor) / Math.max(1, pictures);
    }
}
