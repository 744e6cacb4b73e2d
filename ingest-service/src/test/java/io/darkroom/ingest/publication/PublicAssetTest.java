package io.darkroom.ingest.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.storage.ObjectStore.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicAssetTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    @Test
    void objectsOfOneAssetComeTogether() {
        assertThat(
                        listed(
                                "a/" + ONE + "/square.jpg",
                                "a/" + ONE + "/wide.jpg",
                                "a/" + TWO + "/square.jpg",
                                "b/" + TWO + "/wide.jpg"))
                .containsExactly(
                        new PublicAsset("a", ONE, Set.of("square.jpg", "wide.jpg")),
                        new PublicAsset("a", TWO, Set.of("square.jpg")),
                        new PublicAsset("b", TWO, Set.of("wide.jpg")));
    }

    @Test
    void whatHasAnotherFormOfKeyIsNobodys() {
        assertThat(
                        listed(
                                "a/" + ONE + "/old/square.jpg",
                                "a/index.html",
                                ONE + "/square.jpg",
                                "a/" + ONE + "/square.jpg",
                                "robots.txt"))
                .containsExactly(new PublicAsset("a", ONE, Set.of("square.jpg")));
        assertThat(listed()).isEmpty();
    }

    private static List<PublicAsset> listed(String... keys) {
        return Stream.of(keys)
                .map(key -> new Entry(new ObjectRef("public", key), 1, Instant.EPOCH, "etag"))
                .gather(PublicAsset.eachOf())
                .toList();
    }
}
