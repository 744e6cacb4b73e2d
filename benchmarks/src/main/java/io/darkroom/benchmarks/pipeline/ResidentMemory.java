package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process holds of the machine's memory (proc_pid_status(5)).
 *
 * @param now resident set, in bytes
 * @param peak the most it ever was, in bytes
 * @param anonymous what of the resident set is no file's: heap, stacks, what natives allocated
 */
public record ResidentMemory(long now, long peak, long anonymous) {

    /**
     * Looks at a process.
     *
     * @throws UnavailableException where there is no such process, or the system is not Linux
     */
    public static ResidentMemory of(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            return parse(Files.readAllLines(status));
        } catch (IOException _) {
            throw new UnavailableException(
                    "%s cannot be read: this needs Linux, and Darkroom's services on this machine"
                            .formatted(status));
        }
    }

    static ResidentMemory parse(List<String> status) {
        return new ResidentMemory(
                bytes(status, "VmRSS:"), bytes(status, "VmHWM:"), bytes(status, "RssAnon:"));
    }

    private static long bytes(List<String> status, String field) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
                .findFirst()
                .orElseThrow(
                        () -> new UnavailableException("The process has no memory: it has ended"));
    }
}
