package io.darkroom.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.storage.S3Config;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
    private static final S3Config OWN =
            TestConfig.of(
                            Map.of(
                                    "darkroom.s3.endpoint", "http://localhost:9000",
                                    "darkroom.s3.access-key", "key",
                                    "darkroom.s3.secret-key", "secret"))
                    .mapping(S3Config.class);

    @Test
    void takesFromOtherPeoplesBuckets() {
        assertThat(sources("drop").of(new ObjectRef("drop", "a.jpg"))).isPresent();
    }

    /** Whatever Darkroom writes there would come in again. */
    @ParameterizedTest
    @ValueSource(strings = {"darkroom-originals", "darkroom-variants", "public-files"})
    void refusesItsOwnBuckets(String bucket) {
        assertThatThrownBy(() -> sources(bucket))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("darkroom.intake.buckets names " + bucket)
                .hasMessageContaining("use another bucket");
    }

    private static Sources sources(String bucket) {
        var config =
                TestConfig.of(
                                Map.of(
                                        "darkroom.intake.buckets.inbox.bucket",
                                        bucket,
                                        "darkroom.intake.buckets.inbox.tenant",
                                        "default"))
                        .mapping(IntakeConfig.class);
        return new Sources(config, OWN, Optional.of("public-files"));
    }
}
