package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The four enrichment stages, in the order in which records list them. */
public enum Stage {
    CAPTION("caption"),
    AUTO_TAG("auto-tag"),
    SMART_CROP("smart-crop"),
    OUTPAINT("outpaint");

    private final String id;

    Stage(String id) {
        this.id = id;
    }

    /** The name used in JSON, in configuration, in topic and group names, and in object keys. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The stage with this name, if there is one. */
    public static Optional<Stage> find(String id) {
        return Arrays.stream(values()).filter(stage -> stage.id.equals(id)).findFirst();
    }

    /**
     * The stage with this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Stage of(String id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException(
                        "Unknown stage '"
                                + id
                                + "'; stages are caption, auto-tag, smart-crop, outpaint"));
    }

    @Override
    public String toString() {
        return id;
    }
}
