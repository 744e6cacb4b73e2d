package io.darkroom.local.supervisor;

import java.nio.file.Path;
import java.util.List;

/** Services of an earlier run on the same state that are still alive, although nobody should be. */
final class Leftovers {
    private Leftovers() {}

    /** The argument that marks the services of a state directory. */
    static String mark(Path state) {
        return "-Ddarkroom.state=" + state;
    }

    /** Kills them; the caller holds the state directory, so they are nobody's. */
    static int end(Path state) {
        List<ProcessHandle> found =
                ProcessHandle.allProcesses().filter(process -> isMarked(process, state)).toList();
        found.forEach(ProcessHandle::destroyForcibly);
        return found.size();
    }

    private static boolean isMarked(ProcessHandle process, Path state) {
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains(mark(state)))
                .orElse(false);
    }
}
