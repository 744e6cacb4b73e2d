package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/topics.md says what {@link TopicSettings} and docs/asyncapi.yaml say. */
class TopicsPageTest {
    private static final AsyncApi API = AsyncApi.read();
    private static final Path EXPECTED = Path.of("target/topics.md");
    private static final String HEAD =
            """
            # Topics

            Written from `TopicSettings` and [asyncapi.yaml](asyncapi.yaml) by `TopicsPageTest` in contracts; \
            change those, run the test, and copy `contracts/target/topics.md` here.

            Partitions are those of the local set-up and a start for yours: \
            more of them let more instances of ingest-service and moderation-service share the work; \
            stages read the fan-out as share groups and may have more instances than partitions. \
            Kept is how long a record stays, or, where only the latest of every key stays, how long a tombstone does.

            [Operations](operations.md) says how stages are steered and dead letters replayed, \
            [ways in](ways-in.md) what becomes of upload requests and bucket notifications.

            | topic | from | to | key | events | kept | partitions |
            |---|---|---|---|---|---|---|
            """;

    @Test
    void thePageIsUpToDate() throws Exception {
        String expected =
                TopicSettings.all().stream()
                        .map(TopicsPageTest::row)
                        .collect(Collectors.joining("", HEAD, ""));
        Files.createDirectories(EXPECTED.getParent());
        Files.writeString(EXPECTED, expected);

        assertThat(AsyncApi.DOCS.resolve("topics.md"))
                .as("docs/topics.md is out of date: copy contracts/target/topics.md over it")
                .content()
                .isEqualToNormalizingNewlines(expected);
    }

    private static String row(TopicSettings settings) {
        JsonNode channel = API.channel(settings.name());
        List<JsonNode> messages = API.messages(channel).toList();
        return "| `%s` | %s | %s | %s | %s | %s | %d |\n"
                .formatted(
                        settings.name(),
                        String.join(", ", API.parties(channel, "send")),
                        String.join(", ", API.parties(channel, "receive")),
                        messages.getFirst().at("/bindings/kafka/key/title").asText(),
                        messages.stream()
                                .map(message -> "`" + message.get("name").asText() + "`")
                                .collect(Collectors.joining(", ")),
                        kept(settings),
                        settings.partitions());
    }

    private static String kept(TopicSettings settings) {
        long count = settings.retention().toDays();
        String days = count == 1 ? "1 day" : count + " days";
        return switch (settings.cleanup()) {
            case DELETE -> days;
            case COMPACT -> "the latest of every key; tombstones " + days;
        };
    }
}
