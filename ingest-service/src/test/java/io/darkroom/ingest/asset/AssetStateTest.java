package io.darkroom.ingest.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.Asset.State;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.UploadRequest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssetStateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    @ParameterizedTest
    @EnumSource
    void everyNameHasItsState(State name) {
        assertThat(AssetState.of(name, 7).name()).isEqualTo(name);
        assertThat(AssetState.of(name, 7).revision()).isEqualTo(7);
    }

    @Test
    void everyTransitionRaisesTheRevision() {
        var enriching = new AssetState.Enriching(1);

        assertThat(enriching.changed()).isEqualTo(new AssetState.Enriching(2));
        assertThat(enriching.publish()).isEqualTo(new AssetState.Published(2));
        assertThat(enriching.fail()).isEqualTo(new AssetState.Failed(2));
        assertThat(enriching.askPerson()).isEqualTo(new AssetState.InReview(2));
        assertThat(enriching.askPerson().approve()).isEqualTo(new AssetState.Published(3));
        assertThat(enriching.askPerson().reject()).isEqualTo(new AssetState.Rejected(3));
        assertThat(enriching.publish().askPerson()).isEqualTo(new AssetState.InReview(3));
        assertThat(enriching.publish().withdraw()).isEqualTo(new AssetState.Withdrawn(3));
        assertThat(enriching.publish().withdraw().erase()).isEqualTo(new AssetState.Erased(4));
        assertThat(enriching.askPerson().reject().changed()).isEqualTo(new AssetState.Rejected(4));
    }

    @Test
    void aRowTakesOnlyTheStateThatFollowsItsOwn() {
        var asset = asset();
        asset.enter(new AssetState.Enriching(1).publish(), NOW);

        assertThat(asset.state()).isEqualTo(new AssetState.Published(2));
        assertThatThrownBy(() -> asset.enter(new AssetState.Enriching(1).publish(), NOW))
                .isInstanceOf(IllegalStateException.class);
        assertThat(asset.revision()).isEqualTo(2);
    }

    private static AssetEntity asset() {
        return new AssetEntity(
                new UUID(0, 1),
                "default",
                null,
                new ObjectRef("originals", "key"),
                new Original("image/jpeg", 9, 4, 3, "00", null),
                UploadRequest.EMPTY,
                Warnings.NONE,
                NOW);
    }
}
