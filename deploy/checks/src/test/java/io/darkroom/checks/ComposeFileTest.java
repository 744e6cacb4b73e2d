package io.darkroom.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.broker.ShareGroup;
import io.darkroom.contracts.Stage;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compose file runs each stage by itself, and tells the services what they read. */
class ComposeFileTest {
    private final String text = Project.text(Project.DEPLOY.resolve("compose/compose.yaml"));
    private final JsonNode services =
            Project.documents(Project.DEPLOY.resolve("compose/compose.yaml"))
                    .getFirst()
                    .path("services");

    @Test
    void everyStageIsAServiceOfItsOwn() {
        assertThat(Stream.of(Stage.values()))
                .allSatisfy(stage -> {
                    JsonNode service = services.path(stage.id());
                    assertThat(service.path("image").asText())
                            .contains("/" + ShareGroup.service(stage) + ":");
                    assertThat(service.at("/environment/DARKROOM_STAGES").asText())
                            .isEqualTo(stage.id());
                    assertThat(service.has("ports")).as("ports would forbid --scale").isFalse();
                });
    }

    @Test
    void everyVariableIsReadBySomebody() {
        var variables =
                text.lines()
                        .map(String::strip)
                        .filter(line -> line.matches("(DARKROOM|QUARKUS)_[A-Z0-9_]+: .*"))
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .collect(Collectors.toSet());
        assertThat(variables)
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        name -> assertThat(ConfigReference.get().knows(name)).as(name).isTrue());
    }

    @Test
    void whatIsDependedOnIsThereAndObservationIsAProfile() {
        Map<String, JsonNode> all =
                services.properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        all.forEach((name, service) ->
                service.path("depends_on")
                        .fieldNames()
                        .forEachRemaining(needed ->
                                assertThat(all)
                                        .as(name)
                                        .containsKeys(needed.equals("<<") ? name : needed)));
        assertThat(Stream.of("prometheus", "grafana", "otel-collector"))
                .allSatisfy(name ->
                        assertThat(services.path(name).path("profiles").toString())
                                .contains("observed"));
    }
}
