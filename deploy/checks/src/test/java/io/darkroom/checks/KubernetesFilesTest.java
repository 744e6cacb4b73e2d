package io.darkroom.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.TopicSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Kubernetes files, as the overlays give them, are what the API and the code expect. */
class KubernetesFilesTest {
    private static final Path KUBERNETES = Project.DEPLOY.resolve("kubernetes");
    private static final Path TOPICS = KUBERNETES.resolve("kafka/topics.yaml");

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void everyObjectIsReadWithNothingLeftOver(String overlay) {
        assertThat(render(overlay))
                .isNotEmpty()
                .flatExtracting(StrictKubernetes::problems)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void everythingThatIsReferredToIsThere(String overlay) {
        assertThat(new CrossReferences(render(overlay)).problems()).isEmpty();
    }

    /**
     * One of each kind, with a name in it that nobody knows: it must be found, or the checks are
     * blind.
     */
    @TestFactory
    Stream<DynamicTest> anUnknownNameIsFoundInEveryKind() {
        Map<String, ObjectNode> kinds = new LinkedHashMap<>();
        Stream.of("dev", "production")
                .flatMap(overlay -> render(overlay).stream())
                .forEach(object -> kinds.putIfAbsent(object.path("kind").asText(), object));
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(14);
        return kinds.entrySet().stream()
                .map(kind ->
                        DynamicTest.dynamicTest(
                                kind.getKey(),
                                () -> {
                                    ObjectNode object = kind.getValue().deepCopy();
                                    ObjectNode inside =
                                            object.path("spec").isObject()
                                                    ? (ObjectNode) object.path("spec")
                                                    : object;
                                    inside.put("replicaz", 3);
                                    assertThat(StrictKubernetes.problems(object))
                                            .anySatisfy(problem ->
                                                    assertThat(problem).contains("replicaz"));
                                }));
    }

    @Test
    void anUnknownNameDeepInsideIsFound() {
        ObjectNode caption = find("production", "Deployment", "caption");
        ((ObjectNode) caption.at("/spec/template/spec/containers/0/readinessProbe/httpGet"))
                .put("prot", "http");

        assertThat(StrictKubernetes.problems(caption))
                .singleElement()
                .asString()
                .contains("Deployment caption", "prot");
    }

    @Test
    void aKindThatNobodyKnowsIsRefused() {
        ObjectNode service = find("dev", "Service", "ingest");
        service.put("kind", "Servise");

        assertThat(StrictKubernetes.problems(service))
                .singleElement()
                .asString()
                .contains("Servise");
    }

    @TestFactory
    Stream<DynamicTest> aBrokenReferenceIsFound() {
        return Stream.of(
                        broken("Service", "ingest", "/spec/selector", "app.kubernetes.io/name"),
                        broken(
                                "PodDisruptionBudget",
                                "caption",
                                "/spec/selector/matchLabels",
                                "app.kubernetes.io/name"),
                        broken("ScaledObject", "outpaint", "/spec/scaleTargetRef", "name"),
                        broken("HTTPRoute", "moderation", "/spec/rules/1/backendRefs/0", "name"),
                        broken(
                                "Deployment",
                                "caption",
                                "/spec/template/spec/containers/0/env/3",
                                "value"),
                        broken(
                                "Deployment",
                                "smart-crop",
                                "/spec/template/spec/containers/0",
                                "image"),
                        broken(
                                "Deployment",
                                "ingest",
                                "/spec/template/spec/containers/0/env/1",
                                "name"),
                        broken(
                                "Deployment",
                                "auto-tag",
                                "/spec/template/metadata/labels",
                                "app.kubernetes.io/name"),
                        broken(
                                "KafkaTopic",
                                "darkroom.asset.enriched.v1",
                                "/spec/config",
                                "cleanup.policy"))
                .map(test -> test);
    }

    private DynamicTest broken(String kind, String name, String at, String field) {
        return DynamicTest.dynamicTest(
                kind + " " + name + at + "/" + field,
                () -> {
                    List<ObjectNode> objects = render("production");
                    var object =
                            objects.stream()
                                    .filter(each -> each.path("kind").asText().equals(kind))
                                    .filter(each -> Kustomization.name(each).equals(name))
                                    .findFirst()
                                    .orElseThrow();
                    assertThat(object.at(at).has(field)).as(at + " has " + field).isTrue();
                    ((ObjectNode) object.at(at)).put(field, "nonsense");
                    assertThat(new CrossReferences(objects).problems())
                            .anySatisfy(problem -> assertThat(problem).contains(name));
                });
    }

    @Test
    void aPatchThatFindsNothingIsRefused() throws Exception {
        Path overlay = java.nio.file.Files.createTempDirectory("overlay");
        java.nio.file.Files.writeString(
                overlay.resolve("kustomization.yaml"),
                """
                kind: Kustomization
                resources: []
                patches:
                  - target: {kind: Deployment, name: nobody}
                    patch: "[]"
                """);
        assertThatThrownBy(() -> Kustomization.render(overlay)).hasMessageContaining("nobody");
    }

    /**
     * Rows such as {@code | caption | 250m | 1Gi |}: where the figures come from stands beside
     * them.
     */
    @Test
    void whatIsAskedForIsWhatThePageSaysWasMeasured() {
        var asked = new TreeMap<String, List<String>>();
        for (Path file : Project.files(Project.DEPLOY.resolve("kubernetes/base"), ".yaml")) {
            for (JsonNode object : Project.documents(file)) {
                if (object.path("kind").asText().equals("Deployment")) {
                    JsonNode wanted = Containers.of(object).findFirst().orElseThrow();
                    asked.put(
                            object.at("/metadata/name").asText(),
                            List.of(
                                    wanted.at("/resources/requests/cpu").asText(),
                                    wanted.at("/resources/requests/memory").asText()));
                }
            }
        }
        var said = new TreeMap<String, List<String>>();
        Pattern.compile("(?m)^\\| ([a-z-]+) \\| ([0-9]+m?) \\| ([0-9]+[MG]i) \\|")
                .matcher(Project.text(Project.DOCS.resolve("scaling.md")))
                .results()
                .forEach(row -> said.put(row.group(1), List.of(row.group(2), row.group(3))));

        assertThat(said).isNotEmpty().isEqualTo(asked);
    }

    /** One that finds none does nothing (ADR 0050). */
    @Test
    void thePlacesOfAsManyInstancesAsThereMayBeFindRoomInTheirGroup() {
        int placesOfAnInstance = 48; // with 16 questions out: PlacesTest of caption-service
        int room =
                Project.documents(Project.DEPLOY.resolve("kubernetes/kafka/cluster.yaml")).stream()
                        .map(object -> object.at("/spec/kafka/config/group.share.max.size"))
                        .filter(JsonNode::isInt)
                        .findFirst()
                        .orElseThrow()
                        .asInt();

        var most =
                Project.documents(Project.DEPLOY.resolve("kubernetes/scaling/keda.yaml")).stream()
                        .filter(object -> object.path("kind").asText().equals("ScaledObject"))
                        .map(object -> object.at("/spec/maxReplicaCount").asInt())
                        .toList();

        assertThat(most)
                .hasSize(4)
                .allSatisfy(
                        instances -> assertThat(instances * placesOfAnInstance).isBetween(1, room));
    }

    @Test
    void theTopicsAreThoseOfTheContracts() {
        var expected =
                new StringBuilder(
                        "# Written by KubernetesFilesTest from TopicSettings; copy"
                                + " deploy/checks/target/generated/topics.yaml here.\n");
        TopicSettings.all().forEach(topic -> expected.append(topic(topic)));
        Project.generated("topics.yaml", expected.toString());

        assertThat(TOPICS)
                .as("copy deploy/checks/target/generated/topics.yaml over it")
                .content()
                .isEqualTo(expected.toString());
    }

    private static String topic(TopicSettings topic) {
        var config = new StringBuilder();
        topic.config()
                .forEach((name, value) ->
                        config.append("    ")
                                .append(name)
                                .append(": \"")
                                .append(value)
                                .append("\"\n"));
        return """
        ---
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaTopic
        metadata:
          name: %s
          labels:
            strimzi.io/cluster: darkroom
        spec:
          partitions: %d
          config:
        %s\
        """
                .formatted(topic.name(), topic.partitions(), config);
    }

    private static ObjectNode find(String overlay, String kind, String name) {
        return render(overlay).stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> Kustomization.name(object).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<ObjectNode> render(String overlay) {
        return Kustomization.render(KUBERNETES.resolve("overlays").resolve(overlay));
    }
}
