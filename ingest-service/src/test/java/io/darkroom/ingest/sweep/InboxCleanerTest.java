package io.darkroom.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.TopicSettings;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Database;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class InboxCleanerTest {
    @Inject InboxCleaner cleaner;
    @Inject InboxConfig config;

    @Test
    void eventsThatCannotComeAgainAreForgotten() {
        remember("old", "31 days");
        remember("recent", "29 days");

        cleaner.clean();

        assertThat(remembered("old")).isZero();
        assertThat(remembered("recent")).isEqualTo(1);
    }

    @Test
    void anEventIsRememberedForLongerThanItsTopicKeepsIt() {
        var consumed = List.of(Topics.STAGE_FINISHED, Topics.REVIEW_DECIDED);
        assertThat(TopicSettings.all())
                .filteredOn(topic -> consumed.contains(topic.name()))
                .hasSize(2)
                .allSatisfy(
                        topic -> assertThat(config.retention()).isGreaterThan(topic.retention()));
    }

    private static void remember(String event, String age) {
        Database.execute(
                "insert into ingest.inbox values ('cleaner-test', '%s', now() - interval '%s')"
                        .formatted(event, age));
    }

    private static long remembered(String event) {
        return Database.number(
                "select count(*) from ingest.inbox where consumer = 'cleaner-test'"
                        + " and event_id = '%s'".formatted(event));
    }
}
