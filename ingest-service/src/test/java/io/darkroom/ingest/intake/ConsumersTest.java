package io.darkroom.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.TopicSettings;
import io.darkroom.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the ways in consume goes by the names that operators were told. */
class ConsumersTest {

    @ParameterizedTest
    @CsvSource({
        "upload-requested, intake, "
                + Topics.UPLOAD_REQUESTED
                + ", "
                + Topics.UPLOAD_REQUESTED_DEAD,
        "bucket-notifications, notifications, "
                + Topics.BUCKET_NOTIFICATIONS
                + ", "
                + Topics.BUCKET_NOTIFICATIONS_DEAD
    })
    void aChannelReadsItsTopicInItsGroup(
            String channel, String consumer, String topic, String deadLetters) throws IOException {
        var config = new Properties();
        try (var main =
                Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            config.load(main);
        }
        String prefix = "mp.messaging.incoming." + channel;

        assertThat(config.getProperty(prefix + ".topic")).isEqualTo(topic);
        assertThat(config.getProperty(prefix + ".group.id"))
                .isEqualTo("ingest-service." + consumer);
        assertThat(Topics.deadLetters(topic, consumer)).isEqualTo(deadLetters);
        assertThat(TopicSettings.all()).extracting(TopicSettings::name).contains(deadLetters);
    }
}
