package io.darkroom.ingest.upload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the requests of one tenant may name. */
interface KnownNames {
    /** Nothing can be named. */
    KnownNames NONE =
            new KnownNames() {
                @Override
                public Optional<PresetDefaults> preset(String name, @Nullable Integer version) {
                    return Optional.empty();
                }

                @Override
                public Optional<Integer> vocabulary(String name, @Nullable Integer version) {
                    return Optional.empty();
                }
            };

    /**
     * A preset. May block.
     *
     * @param version the latest where absent
     */
    Optional<PresetDefaults> preset(String name, @Nullable Integer version);

    /**
     * The version of a vocabulary, if it is there. May block.
     *
     * @param version the latest where absent
     */
    Optional<Integer> vocabulary(String name, @Nullable Integer version);

    /** The part of a preset that fills in requests. */
    record PresetDefaults(int version, JsonNode request) {}
}
