package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of its stages an instance runs. */
final class EnabledStages {
    private static final String NONE = "none";

    private EnabledStages() {}

    /**
     * @param wanted {@code darkroom.stages}: names of stages, or {@code none}; all where absent
     * @throws IllegalArgumentException if a name is unknown, or is no stage of this service's
     */
    static Map<Stage, StageWork> of(Iterable<StageWork> works, Optional<List<String>> wanted) {
        var all = new EnumMap<Stage, StageWork>(Stage.class);
        for (StageWork work : works) {
            if (all.put(work.stage(), work) != null) {
                throw new IllegalArgumentException(
                        "Two beans do the work of stage " + work.stage());
            }
        }
        if (wanted.isEmpty()) {
            return Collections.unmodifiableMap(all);
        }
        Set<Stage> names = EnumSet.noneOf(Stage.class);
        wanted.get().stream()
                .map(String::strip)
                .filter(name -> !name.equals(NONE))
                .forEach(name -> names.add(Stage.of(name)));
        if (!all.keySet().containsAll(names)) {
            throw new IllegalArgumentException(
                    "darkroom.stages names "
                            + names
                            + ", but this service has the stages "
                            + all.keySet());
        }
        all.keySet().retainAll(names);
        return Collections.unmodifiableMap(all);
    }
}
