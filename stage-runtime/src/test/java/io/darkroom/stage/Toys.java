package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the toy stages do with an asset, as each test tells them, and how often they did it. */
@ApplicationScoped
class Toys {
    private final Map<UUID, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<UUID, StageOutcome.Skipped> skipped = new ConcurrentHashMap<>();
    private final Map<UUID, AtomicInteger> runs = new ConcurrentHashMap<>();

    /** A toy's work. */
    interface Behaviour {
        StageOutcome run(StageInput input, int run) throws InterruptedException;
    }

    void behave(UUID asset, Behaviour behaviour) {
        behaviours.put(asset, behaviour);
    }

    /** From now on the request alone decides. */
    void skipWithoutLook(UUID asset, String reason) {
        skipped.put(asset, new StageOutcome.Skipped(reason));
    }

    Optional<StageOutcome.Skipped> withoutLook(UUID asset) {
        return Optional.ofNullable(skipped.get(asset));
    }

    int runs(UUID asset) {
        return runs.getOrDefault(asset, new AtomicInteger()).get();
    }

    StageOutcome run(StageInput input) {
        UUID asset = input.asset().assetId();
        int run = runs.computeIfAbsent(asset, _ -> new AtomicInteger()).incrementAndGet();
        try {
            return behaviours.getOrDefault(asset, (work, _) -> succeed(work)).run(input, run);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }

    static StageOutcome succeed(StageInput input) {
        byte[] content = ("made of " + input.original().length).getBytes(StandardCharsets.UTF_8);
        var variant = input.store("toy", content, "text/plain", 1, 1, false);
        StageResult result =
                variant.object().key().contains("/" + Stage.AUTO_TAG + "/")
                        ? new StageResult.Tagged(List.of())
                        : new StageResult.Cropped(null, List.of(), null);
        return new StageOutcome.Succeeded(result, List.of(variant), "toy", null, null, List.of());
    }
}
