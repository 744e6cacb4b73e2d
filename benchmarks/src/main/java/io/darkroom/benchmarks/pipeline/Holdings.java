package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds at one moment (proc_pid_fd(5), proc_pid_status(5), jcmd(1)).
 *
 * @param heap bytes that are left after a full collection, which it is made to do
 * @param handles open file descriptors
 * @param threads of the system
 */
record Holdings(long heap, int handles, int threads) {
    /** A generation or the whole heap, of the collectors that say so in one line for each. */
    private static final Pattern USED =
            Pattern.compile("^.*\\btotal\\b.*\\bused (\\d+)K", Pattern.MULTILINE);

    private static final String COMMANDS = "GC.run\nGC.heap_info\n";

    /**
     * Looks at a process.
     *
     * @throws UnavailableException where there is no such process, or the system is not Linux
     */
    static Holdings of(long pid) throws InterruptedException {
        Path process = Path.of("/proc", Long.toString(pid));
        long heap = heap(jcmd(pid));
        try (Stream<Path> handles = Files.list(process.resolve("fd"))) {
            return new Holdings(
                    heap,
                    (int) handles.count(),
                    threads(Files.readAllLines(process.resolve("status"))));
        } catch (IOException _) {
            throw new UnavailableException(
                    "%s cannot be read: this needs Linux, and Darkroom's services on this machine"
                            .formatted(process));
        }
    }

    static long heap(String heapInfo) {
        long kibibytes =
                USED.matcher(heapInfo)
                        .results()
                        .mapToLong(used -> Long.parseLong(used.group(1)))
                        .sum();
        if (kibibytes == 0) {
            throw new UnavailableException("jcmd tells of no heap: " + heapInfo.strip());
        }
        return kibibytes * 1024;
    }

    static int threads(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("Threads:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow(() -> new UnavailableException("The process has ended"));
    }

    private static String jcmd(long pid) throws InterruptedException {
        try {
            Path commands = Files.createTempFile("darkroom-soak", ".jcmd");
            try {
                Files.writeString(commands, COMMANDS);
                Process jcmd =
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                                .toString(),
                                        Long.toString(pid),
                                        "-f",
                                        commands.toString())
                                .redirectErrorStream(true)
                                .start();
                String said =
                        new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                jcmd.waitFor();
                return said;
            } finally {
                Files.delete(commands);
            }
        } catch (IOException e) {
            throw new UnavailableException("jcmd cannot be run: " + e.getMessage());
        }
    }
}
