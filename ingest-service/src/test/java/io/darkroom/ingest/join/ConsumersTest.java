package io.darkroom.ingest.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.TopicSettings;
import io.darkroom.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this service consumes goes by the names that operators were told. */
class ConsumersTest {
    private static final Properties CONFIG = new Properties();

    @BeforeAll
    static void load() throws IOException {
        try (var main =
                Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            CONFIG.load(main);
        }
    }

    @ParameterizedTest
    @CsvSource({
        Channels.STAGE_FINISHED + "," + Topics.STAGE_FINISHED + "," + Inbox.JOIN,
        Channels.REVIEW_DECIDED + "," + Topics.REVIEW_DECIDED + "," + Inbox.DECISIONS,
    })
    void aChannelReadsItsTopicInItsGroup(String channel, String topic, String consumer) {
        String prefix = "mp.messaging.incoming." + channel;
        assertThat(CONFIG.getProperty(prefix + ".topic")).isEqualTo(topic);
        assertThat(CONFIG.getProperty(prefix + ".group.id"))
                .isEqualTo("ingest-service." + consumer);
    }

    @Test
    void deadLettersGoToTopicsThatAreMade() {
        assertThat(TopicSettings.all())
                .extracting(TopicSettings::name)
                .contains(
                        Topics.deadLetters(Topics.STAGE_FINISHED, Inbox.JOIN),
                        Topics.deadLetters(Topics.REVIEW_DECIDED, Inbox.DECISIONS));
        assertThat(Topics.deadLetters(Topics.REVIEW_DECIDED, Inbox.DECISIONS))
                .isEqualTo(Topics.REVIEW_DECIDED_DEAD);
    }
}
