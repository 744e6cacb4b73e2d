package io.darkroom.ingest.stream;

import static io.darkroom.contracts.Stage.AUTO_TAG;
import static io.darkroom.contracts.Stage.CAPTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Asset.State;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.StageStatus.Status;
import io.darkroom.contracts.UploadRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventSequenceTest {
    private static final Instant START = Instant.parse("2026-11-23T06:30:00Z");
    private static final UUID ID = UUID.randomUUID();

    @Test
    void aNewClientIsToldEveryEndInOrderThenTheAsset() {
        var events =
                new EventSequence(0)
                        .next(asset(3, State.ENRICHING, ended(CAPTION, 9), ended(AUTO_TAG, 4)));

        assertThat(events)
                .extracting(EventSequenceTest::brief)
                .containsExactly("stage auto-tag", "stage caption", "asset 3");
    }

    @Test
    void onlyWhatChangedIsToldAfterwards() {
        var sequence = new EventSequence(0);
        sequence.next(asset(2, State.ENRICHING, ended(CAPTION, 1), pending(AUTO_TAG)));

        var events =
                sequence.next(asset(3, State.ENRICHING, ended(CAPTION, 1), ended(AUTO_TAG, 2)));

        assertThat(events)
                .extracting(EventSequenceTest::brief)
                .containsExactly("stage auto-tag", "asset 3");
    }

    @Test
    void theSameRevisionIsNotToldTwice() {
        var sequence = new EventSequence(0);
        var asset = asset(2, State.ENRICHING, pending(CAPTION));
        sequence.next(asset);

        assertThat(sequence.next(asset)).isEmpty();
    }

    @Test
    void aClientThatSawTheLastRevisionGoesOnFromThere() {
        var sequence = new EventSequence(2);
        var seen = sequence.next(asset(2, State.ENRICHING, ended(CAPTION, 1), pending(AUTO_TAG)));
        var after = sequence.next(asset(3, State.ENRICHING, ended(CAPTION, 1), ended(AUTO_TAG, 2)));

        assertThat(seen).isEmpty();
        assertThat(after)
                .extracting(EventSequenceTest::brief)
                .containsExactly("stage auto-tag", "asset 3");
    }

    @Test
    void aFinalStateEndsTheStreamEvenForThoseWhoSawItAll() {
        var events = new EventSequence(4).next(asset(4, State.PUBLISHED, ended(CAPTION, 1)));

        assertThat(events).extracting(EventSequenceTest::brief).containsExactly("end", "closed");
    }

    private static String brief(AssetEvent event) {
        return switch (event) {
            case AssetEvent.StageChanged(var stage) -> "stage " + stage.stage();
            case AssetEvent.Changed(var asset) -> "asset " + asset.revision();
            case AssetEvent.Ended() -> "end";
            case AssetEvent.StillHere() -> "still here";
            case AssetEvent.Closed() -> "closed";
        };
    }

    private static StageStatus ended(Stage stage, long second) {
        return new StageStatus(
                stage,
                Status.SUCCEEDED,
                1,
                1,
                "built-in",
                120L,
                null,
                START.plusSeconds(second),
                null);
    }

    private static StageStatus pending(Stage stage) {
        return new StageStatus(stage, Status.PENDING, 1, 0, null, null, null, null, null);
    }

    private static Asset asset(long revision, State state, StageStatus... stages) {
        return new Asset(
                ID,
                "t",
                null,
                revision,
                state,
                true,
                START,
                START,
                "a.jpg",
                null,
                new Original("image/jpeg", 1, 10, 10, "ab", null),
                UploadRequest.EMPTY,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                List.of(),
                List.of(stages),
                null,
                List.of());
    }
}
