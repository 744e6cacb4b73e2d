package io.darkroom.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.systemtests.chaos.Snapshot.Published;
import io.darkroom.systemtests.chaos.Snapshot.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each promise that is broken is told; a world in order is not complained of. */
class CheckerTest {
    private static final UUID PLAIN = new UUID(0, 1);
    private static final UUID REJECTED = new UUID(0, 2);

    private final Model model = new Model();
    private final List<Row> assets = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private final Set<String> originals = new HashSet<>(Set.of("o/1", "o/2"));
    private final Set<UUID> variantOwners = new HashSet<>(Set.of(PLAIN));
    private final Map<String, Set<String>> deadLetters = new HashMap<>();
    private final Map<String, String> unreadable = new HashMap<>();
    private long outbox;

    CheckerTest() {
        model.answered("plain", Model.Kind.PLAIN, 202, PLAIN);
        model.answered("no", Model.Kind.REJECTED, 202, REJECTED);
        model.answered("cut", Model.Kind.TRUNCATED, 422, null);
        assets.add(row(PLAIN, "plain", Asset.State.PUBLISHED, 3, "o/1", "SUCCEEDED"));
        assets.add(row(REJECTED, "no", Asset.State.REJECTED, 3, "o/2", "SUCCEEDED"));
        published.add(new Published(PLAIN, "e1", 2, "incomplete"));
        published.add(new Published(PLAIN, "e2", 3, "whole"));
    }

    @Test
    void aWorldInOrder() {
        assertThat(rules()).isEmpty();
    }

    @Test
    void anAcceptedUploadWithoutAnAsset() {
        model.answered("lost", Model.Kind.PLAIN, 202, new UUID(0, 9));
        assertThat(rules()).containsExactly("one asset for each accepted upload");
    }

    @Test
    void twoAssetsForOneUpload() {
        assets.add(row(new UUID(0, 3), "plain", Asset.State.PUBLISHED, 1, "o/1", "SUCCEEDED"));
        assertThat(rules()).contains("one asset for each accepted upload");
    }

    @Test
    void anAssetForWhatWasRefused() {
        assets.add(row(new UUID(0, 3), "cut", Asset.State.REJECTED, 1, "o/1", "SUCCEEDED"));
        assertThat(rules()).contains("one asset for each accepted upload");
    }

    @Test
    void anUploadThatNobodyAnsweredMayHaveAnAsset() {
        model.began("unknown", Model.Kind.REJECTED);
        assets.add(row(new UUID(0, 3), "unknown", Asset.State.REJECTED, 1, "o/1", "SUCCEEDED"));
        assertThat(rules()).isEmpty();
    }

    @Test
    void aWholePictureThatIsRefused() {
        model.answered("whole", Model.Kind.PLAIN, 422, null);
        assertThat(rules()).containsExactly("the answer that its kind gets");
    }

    @Test
    void anAssetThatNeverRests() {
        assets.set(0, row(PLAIN, "plain", Asset.State.ENRICHING, 3, "o/1", "SUCCEEDED"));
        assertThat(rules()).contains("every asset comes to its end");
    }

    @Test
    void aStageThatFailed() {
        assets.set(0, row(PLAIN, "plain", Asset.State.PUBLISHED, 3, "o/1", "TIMED_OUT"));
        assertThat(rules()).containsExactly("every planned stage succeeds");
    }

    @Test
    void anEventTwice() {
        published.add(new Published(PLAIN, "e2", 3, "whole"));
        assertThat(rules()).contains("no event is published twice");
    }

    @Test
    void aRevisionLeftOut() {
        published.set(0, new Published(PLAIN, "e1", 1, "incomplete"));
        assertThat(rules()).containsExactly("published revisions rise by one");
    }

    @Test
    void aRevisionWithNothingNew() {
        published.set(0, new Published(PLAIN, "e1", 2, "whole"));
        assertThat(rules()).containsExactly("no revision repeats the one before");
    }

    @Test
    void aTopicThatLagsBehind() {
        published.removeLast();
        assertThat(rules()).containsExactly("the topic ends with what the database holds");
    }

    @Test
    void aRejectedPictureOnTheTopic() {
        published.add(new Published(REJECTED, "e3", 3, "held back"));
        assertThat(rules()).containsExactly("nothing is published that is held back");
    }

    @Test
    void rowsLeftInTheOutbox() {
        outbox = 1;
        assertThat(rules()).containsExactly("the outbox is empty at the end");
    }

    @Test
    void objectsThatNobodyOwns() {
        originals.add("o/orphan");
        variantOwners.add(new UUID(0, 9));
        assertThat(rules())
                .containsExactlyInAnyOrder(
                        "no original without an asset", "no variants without an asset");
    }

    @Test
    void anOriginalThatIsGone() {
        originals.remove("o/1");
        assertThat(rules()).containsExactly("no asset without its original");
    }

    @Test
    void aGoodRecordThatIsSetAside() {
        deadLetters.put(Topics.STAGE_FINISHED_DEAD, Set.of(PLAIN.toString()));
        assertThat(rules()).containsExactly("only what cannot be read is dead-lettered");
    }

    @Test
    void anUnreadableRecordThatOneStageLost() {
        unreadable.put("garbage", Topics.ASSET_UPLOADED);
        Arrays.stream(Stage.values())
                .filter(stage -> stage != Stage.CAPTION)
                .forEach(stage -> deadLetters.put(Topics.deadLetters(stage), Set.of("garbage")));
        assertThat(rules()).containsExactly("what cannot be read is dead-lettered");
    }

    private List<String> rules() {
        var snapshot =
                new Snapshot(assets, published, outbox, originals, variantOwners, deadLetters);
        return new Checker(model, snapshot, unreadable)
                .violations().stream().map(Violation::rule).toList();
    }

    private static Row row(
            UUID id,
            @Nullable String externalId,
            Asset.State state,
            long revision,
            String original,
            String stage) {
        return new Row(id, externalId, state, revision, original, Map.of(Stage.CAPTION, stage));
    }
}
