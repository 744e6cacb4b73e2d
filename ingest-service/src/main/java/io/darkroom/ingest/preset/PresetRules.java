package io.darkroom.ingest.preset;

import com.fasterxml.jackson.databind.JsonNode;

/** Says whether the request defaults of a preset are ones that an upload could ask for. */
public interface PresetRules {
    /**
     * Checks the defaults. Blocks.
     *
     * @param administrator whether an administrator asks
     * @throws io.darkroom.service.problem.ProblemException with everything that is wrong, each with
     *     its place under {@code /request}
     */
    void check(String tenant, JsonNode request, boolean administrator);
}
