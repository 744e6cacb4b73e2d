package io.darkroom.benchmarks.pixels;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request for one photograph, and what became of it.
 *
 * @param picture the photograph's name
 * @param file of the result, below the sheet's folder; null where there is none
 * @param method the rung of the ladder that made it
 * @param placement of the original in the result
 * @param refusal why there is none
 * @param whole milliseconds by the clock
 * @param cpu milliseconds of the thread
 */
record Outpainted(
        String picture,
        @Nullable String file,
        @Nullable String method,
        @Nullable Box placement,
        List<Finding> findings,
        @Nullable String refusal,
        double whole,
        double cpu) {

    boolean made() {
        return file != null;
    }

    /** In a few words. */
    String summary() {
        if (method == null) {
            return String.valueOf(refusal);
        }
        String found = findings.isEmpty() ? "" : ", findings: " + findings.size();
        return String.format(Locale.ROOT, "%s, %.1f s%s", method, cpu / 1000, found);
    }
}
