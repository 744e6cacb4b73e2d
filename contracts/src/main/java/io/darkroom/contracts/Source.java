package io.darkroom.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who or what wrote a value.
 *
 * @param kind a model, the built-in engine, a person, or the file's own metadata
 * @param engine such as {@code built-in} or {@code openai}; absent for a person
 * @param model the model's name as its provider gives it
 * @param promptVersion the version of the prompt that asked
 * @param editor the person
 * @param at when
 */
public record Source(
        Kind kind,
        @Nullable String engine,
        @Nullable String model,
        @Nullable String promptVersion,
        @Nullable String editor,
        Instant at) {
    /** The kinds of writers. */
    public enum Kind {
        MODEL,
        BUILT_IN,
        PERSON,
        FILE
    }

    public Source {
        Require.present(kind, "source.kind");
        Require.present(at, "source.at");
    }

    /** The engine that needs no model and no network. */
    public static Source builtIn(Instant at) {
        return new Source(Kind.BUILT_IN, "built-in", null, null, null, at);
    }

    /** Metadata that the file itself brought. */
    public static Source file(Instant at) {
        return new Source(Kind.FILE, null, null, null, null, at);
    }

    /** A person's own value, which no later run overwrites. */
    public static Source person(String editor, Instant at) {
        return new Source(Kind.PERSON, null, null, null, editor, at);
    }
}
