package io.darkroom.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.Asset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoClientTest {
    @TempDir Path directory;

    @Test
    void sendsTheFileWithItsRequestAndReadsTheAsset() throws Exception {
        Path file = Files.writeString(directory.resolve("table.jpg"), "pixels");
        try (var ingest = new FakeIngest()) {
            Asset asset =
                    new DemoClient(ingest.url(), FakeIngest.KEY)
                            .upload(new Picture(file, "continue the table"));

            assertThat(asset.fileName()).isEqualTo("table.jpg");
            assertThat(ingest.uploads())
                    .singleElement()
                    .satisfies(body ->
                            assertThat(body)
                                    .contains("name=\"file\"; filename=\"table.jpg\"")
                                    .contains("\r\n\r\npixels\r\n--")
                                    .contains("\"instruction\":\"continue the table\""));
        }
    }

    @Test
    void aRefusalSaysWhatTheProblemIs() throws Exception {
        Path file = Files.writeString(directory.resolve("table.jpg"), "pixels");
        try (var ingest = new FakeIngest()) {
            var client = new DemoClient(ingest.url(), "wrong");

            assertThatThrownBy(() -> client.upload(new Picture(file, "")))
                    .isInstanceOf(DemoException.class)
                    .hasMessageContaining("401 urn:darkroom:problem:unauthenticated No valid key");
        }
    }

    @Test
    void aFileThatIsNoPictureIsToldApartFromOtherRefusals() throws Exception {
        Path file = Files.writeString(directory.resolve("SOURCES.md"), FakeIngest.NO_PICTURE);
        try (var ingest = new FakeIngest()) {
            var client = new DemoClient(ingest.url(), FakeIngest.KEY);

            assertThatThrownBy(() -> client.upload(new Picture(file, "")))
                    .isInstanceOf(NotAPictureException.class)
                    .hasMessage("It looks like text.");
        }
    }

    @Test
    void theKeyIsNotSentToTheObjectStore() throws Exception {
        try (var ingest = new FakeIngest()) {
            var client = new DemoClient(ingest.url(), FakeIngest.KEY);
            var id = SampleAssets.published("table.jpg").id();

            assertThat(client.variant(id, "crop-16x9", 480))
                    .hasValueSatisfying(bytes ->
                            assertThat(bytes).isEqualTo("pixels".getBytes(StandardCharsets.UTF_8)));
            assertThat(ingest.keysSeenByStorage()).isEmpty();
        }
    }

    @Test
    void anAssetInReviewKeepsThePromiseOnlyWhereItSaysWhy() {
        var reasoned = new Asset.Review(Asset.ReviewState.PENDING, List.of("outpaint"), "1", null);

        assertThat(Promise.broken(SampleAssets.published("table.jpg"))).isEmpty();
        assertThat(Promise.broken(SampleAssets.inReview(reasoned))).isEmpty();
        assertThat(Promise.broken(SampleAssets.inReview(null)))
                .singleElement()
                .asString()
                .contains("IN_REVIEW");
    }
}
