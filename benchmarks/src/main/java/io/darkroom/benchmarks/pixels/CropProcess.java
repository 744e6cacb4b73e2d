package io.darkroom.benchmarks.pixels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One side of the comparison: a process that is told a picture and says how long it took. */
final class CropProcess implements AutoCloseable {
    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    /**
     * @param environment beside this process's own
     */
    CropProcess(List<String> command, Path folder, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("UV_THREADPOOL_SIZE", "1");
        builder.environment().putAll(environment);
        builder.redirectError(folder.resolve("errors.log").toFile());
        try {
            process = builder.start();
            in = process.outputWriter(StandardCharsets.UTF_8);
            out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + command.getFirst(), e);
        }
    }

    /** Milliseconds for one picture. */
    double time(Path picture) {
        return ask("time\t" + picture);
    }

    /** Writes the crops of a picture into a folder, named by ratio. */
    void write(Path picture, Path folder) {
        ask("write\t" + picture + "\t" + folder);
    }

    private double ask(String line) {
        try {
            in.write(line + "\n");
            in.flush();
            String answer = out.readLine();
            if (answer == null) {
                throw new IllegalStateException(
                        "The other process ended; see errors.log in the scratch folder");
            }
            return Double.parseDouble(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("The other process does not answer", e);
        }
    }

    /** The most resident memory so far in mebibytes; 0 where the system does not tell. */
    double peak() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }

    /** Milliseconds of processors since it began, all threads together; 0 where nobody tells. */
    double processorTime() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(spent -> spent.toNanos() / 1e6)
                .orElse(0.0);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
