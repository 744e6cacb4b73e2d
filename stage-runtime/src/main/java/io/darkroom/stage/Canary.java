package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether this instance is a canary: it does a share of its stages' work once more, with another
 * model or version, in share groups and under keys of its own. What it makes is told to operations,
 * and to nobody else; it takes nothing unless operations want it.
 */
@ApplicationScoped
class Canary {
    private final Optional<String> name;
    private final Map<Stage, StageControl.Canary> shares = new ConcurrentHashMap<>();

    @Inject
    Canary(CanaryConfig config) {
        this(config.name());
    }

    Canary(Optional<String> name) {
        this.name = name;
        name.filter(each -> !StageControl.Canary.isName(each))
                .ifPresent(wrong -> {
                    throw new IllegalArgumentException(
                            "darkroom.canary.name must be a lower-case letter or digit and up to 39"
                                    + " of these and hyphens, was '"
                                    + wrong
                                    + "'");
                });
    }

    /** Its name; absent where this instance works for the stages themselves. */
    Optional<String> name() {
        return name;
    }

    boolean is() {
        return name.isPresent();
    }

    /** Hears what operations say of a stage. */
    void told(Stage stage, @Nullable StageControl word) {
        var wanted = word == null ? null : word.canary();
        if (wanted == null || !wanted.name().equals(name.orElse(null))) {
            shares.remove(stage);
        } else {
            shares.put(stage, wanted);
        }
    }

    /** Whether it is one that nobody wants at present. */
    boolean isIdle(Stage stage) {
        return is() && !shares.containsKey(stage);
    }

    /**
     * Whether work is this instance's: any, but for a canary, whose it is where it is in its share
     * and was sent out since it began.
     */
    boolean takes(Stage stage, UUID asset, Instant sentAt) {
        var share = shares.get(stage);
        return !is() || (share != null && !sentAt.isBefore(share.since()) && share.takes(asset));
    }

    /** What decides an outcome, so that a canary neither finds nor replaces the stage's own. */
    Object apart(Object parameters) {
        return name.<Object>map(canary -> new Apart(canary, parameters)).orElse(parameters);
    }

    private record Apart(String canary, Object parameters) {}
}
