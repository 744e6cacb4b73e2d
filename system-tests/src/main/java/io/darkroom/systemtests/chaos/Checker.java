package io.darkroom.systemtests.chaos;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Holds what lies in the stores against what was handed in. */
final class Checker {
    private final Model model;
    private final Snapshot snapshot;
    private final Map<String, String> unreadable;
    private final List<Violation> violations = new ArrayList<>();

    /**
     * @param unreadable keys of records that nobody can read, and the topics they were sent to
     */
    Checker(Model model, Snapshot snapshot, Map<String, String> unreadable) {
        this.model = model;
        this.snapshot = snapshot;
        this.unreadable = unreadable;
    }

    /** Everything that is not as promised; empty where all is. */
    List<Violation> violations() {
        acceptedOnce();
        endsAsItMust();
        everyStageEnds();
        publishedInOrder();
        publishedOnlyWhatMayBe();
        nothingLeftBehind();
        unreadableIsKept();
        nothingElseIsSetAside();
        return List.copyOf(violations);
    }

    private void broken(String rule, String what) {
        violations.add(new Violation(rule, what));
    }

    private Map<String, List<Snapshot.Row>> byExternalId() {
        return snapshot.assets().stream()
                .filter(asset -> asset.externalId() != null)
                .collect(Collectors.groupingBy(asset -> String.valueOf(asset.externalId())));
    }

    /**
     * One asset for what was accepted, none for what was refused, one at most where nobody knows.
     */
    private void acceptedOnce() {
        var rows = byExternalId();
        for (Model.Entry upload : model.uploads()) {
            var own = rows.getOrDefault(upload.externalId(), List.of());
            if (upload.answer() == 0
                    ? own.size() > 1
                    : own.size() != (upload.asset() == null ? 0 : 1)) {
                broken(
                        "one asset for each accepted upload",
                        upload + " has " + own.size() + " assets");
            } else if (upload.asset() != null && !own.getFirst().id().equals(upload.asset())) {
                broken("the asset that was answered", upload + " is " + own.getFirst().id());
            }
            if (upload.answer() != 0 && upload.answer() != upload.kind().status()) {
                broken("the answer that its kind gets", upload.toString());
            }
        }
    }

    private void endsAsItMust() {
        var rows = byExternalId();
        for (Model.Entry upload : model.uploads()) {
            for (Snapshot.Row row : rows.getOrDefault(upload.externalId(), List.of())) {
                if (row.state() != upload.kind().end()) {
                    broken(
                            "every asset comes to its end",
                            upload.externalId() + " " + row.id() + " is " + row.state());
                }
            }
        }
    }

    /** No fault may fail a stage: whole pictures succeed, however long it takes. */
    private void everyStageEnds() {
        for (Snapshot.Row row : snapshot.assets()) {
            row.stages()
                    .forEach((stage, status) -> {
                        if (!status.equals("SUCCEEDED")) {
                            broken(
                                    "every planned stage succeeds",
                                    row.id() + " " + stage + " is " + status);
                        }
                    });
        }
    }

    /** Revisions rise by one, and each says something new. */
    private void publishedInOrder() {
        var last = new HashMap<UUID, Snapshot.Published>();
        Set<String> events = new HashSet<>();
        for (Snapshot.Published now : snapshot.published()) {
            if (!events.add(now.eventId())) {
                broken("no event is published twice", now.toString());
            }
            Snapshot.Published before = last.put(now.asset(), now);
            if (before == null) {
                continue;
            }
            if (now.revision() != before.revision() + 1) {
                broken(
                        "published revisions rise by one",
                        now.asset() + " from " + before.revision() + " to " + now.revision());
            } else if (now.content() != null && now.content().equals(before.content())) {
                broken("no revision repeats the one before", now.asset() + " " + now.revision());
            }
        }
        for (Snapshot.Row row : snapshot.assets()) {
            var said = last.get(row.id());
            if (row.state() == Asset.State.PUBLISHED
                    && (said == null || said.revision() != row.revision())) {
                broken(
                        "the topic ends with what the database holds",
                        row.id() + " at " + row.revision() + ", published: " + said);
            }
        }
    }

    private void publishedOnlyWhatMayBe() {
        var mayBe =
                snapshot.assets().stream()
                        .filter(row -> row.state() == Asset.State.PUBLISHED)
                        .map(Snapshot.Row::id)
                        .collect(Collectors.toSet());
        snapshot.published().stream()
                .filter(published -> published.content() != null)
                .filter(published -> !mayBe.contains(published.asset()))
                .forEach(published ->
                        broken("nothing is published that is held back", published.toString()));
    }

    private void nothingLeftBehind() {
        if (snapshot.outbox() > 0) {
            broken("the outbox is empty at the end", snapshot.outbox() + " rows wait");
        }
        var owned =
                snapshot.assets().stream().map(Snapshot.Row::original).collect(Collectors.toSet());
        for (String original : snapshot.originals()) {
            if (!owned.contains(original)) {
                broken("no original without an asset", original);
            }
        }
        for (String original : owned) {
            if (!snapshot.originals().contains(original)) {
                broken("no asset without its original", original);
            }
        }
        var ids = snapshot.assets().stream().map(Snapshot.Row::id).collect(Collectors.toSet());
        for (UUID owner : snapshot.variantOwners()) {
            if (!ids.contains(owner)) {
                broken("no variants without an asset", owner.toString());
            }
        }
    }

    /** What nobody can read lies with the dead letters of everybody who had to read it. */
    private void unreadableIsKept() {
        unreadable.forEach((key, topic) -> {
            List<String> places =
                    topic.equals(Topics.ASSET_UPLOADED)
                            ? Arrays.stream(Stage.values()).map(Topics::deadLetters).toList()
                            : List.of(Topics.STAGE_FINISHED_DEAD);
            for (String place : places) {
                if (!snapshot.deadLetters().getOrDefault(place, Set.of()).contains(key)) {
                    broken("what cannot be read is dead-lettered", key + " is not in " + place);
                }
            }
        });
    }

    /** No fault sets a good record aside, not even one that is sent again later. */
    private void nothingElseIsSetAside() {
        snapshot.deadLetters()
                .forEach((topic, keys) ->
                        keys.stream()
                                .filter(key -> !unreadable.containsKey(key))
                                .forEach(key ->
                                        broken(
                                                "only what cannot be read is dead-lettered",
                                                key + " is in " + topic)));
    }
}
