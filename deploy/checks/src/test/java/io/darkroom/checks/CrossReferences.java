package io.darkroom.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.broker.ShareGroup;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.TopicSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What objects say of each other and of the code. */
final class CrossReferences {
    /** Labels that only others' pods have. */
    private static final Set<String> IMAGES =
            Set.of(
                    "ingest-service",
                    "moderation-service",
                    "caption-service",
                    "transform-service",
                    "setup");

    private final List<ObjectNode> objects;
    private final List<String> problems = new ArrayList<>();

    CrossReferences(List<ObjectNode> objects) {
        this.objects = objects;
    }

    /** What does not fit; nothing where all does. */
    List<String> problems() {
        of("Deployment").forEach(this::deployment);
        of("Job").forEach(job -> containers(job, "setup"));
        of("Service").forEach(service -> selects(service, service.at("/spec/selector")));
        of("PodDisruptionBudget")
                .forEach(budget -> selects(budget, budget.at("/spec/selector/matchLabels")));
        of("NetworkPolicy")
                .forEach(policy -> selects(policy, policy.at("/spec/podSelector/matchLabels")));
        of("ScaledObject").forEach(this::scaled);
        of("HTTPRoute").forEach(this::route);
        topics();
        stages();
        return problems;
    }

    private void deployment(JsonNode deployment) {
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        JsonNode selector = deployment.at("/spec/selector/matchLabels");
        if (!within(selector, labels)) {
            problem(deployment, "its selector does not select its own pods");
        }
        if (labels.path("app.kubernetes.io/part-of").asText().equals("darkroom")) {
            JsonNode stage = env(deployment).get("DARKROOM_STAGES");
            String image =
                    stage == null
                            ? Kustomization.name(deployment) + "-service"
                            : Stage.find(stage.asText()).map(ShareGroup::service).orElse("?");
            containers(deployment, image);
        }
    }

    private void containers(JsonNode object, String image) {
        Containers.of(object)
                .forEach(container -> {
                    String[] path = container.path("image").asText().split("[/:]", -1);
                    boolean right =
                            path.length > 2
                                    && path[path.length - 2].equals(image)
                                    && IMAGES.contains(image);
                    if (!right) {
                        problem(
                                object,
                                "its image "
                                        + container.path("image")
                                        + " is not that of "
                                        + image);
                    }
                    Containers.stream(container.path("env"))
                            .map(variable -> variable.path("name").asText())
                            .forEach(name -> variable(object, name));
                    Containers.stream(container.path("envFrom"))
                            .map(from -> from.at("/configMapRef/name").asText())
                            .forEach(name -> configMap(object, name));
                    volumes(object, container);
                });
    }

    private void volumes(JsonNode object, JsonNode container) {
        var names =
                Containers.stream(object.at("/spec/template/spec/volumes"))
                        .map(volume -> volume.path("name").asText())
                        .collect(Collectors.toSet());
        Containers.stream(container.path("volumeMounts"))
                .map(mount -> mount.path("name").asText())
                .filter(name -> !names.contains(name))
                .forEach(name -> problem(object, "there is no volume " + name));
    }

    private void configMap(JsonNode object, String name) {
        var map = of("ConfigMap").filter(each -> Kustomization.name(each).equals(name)).findFirst();
        if (map.isEmpty()) {
            problem(object, "there is no ConfigMap " + name);
        } else {
            map.get().path("data").fieldNames().forEachRemaining(key -> variable(map.get(), key));
        }
    }

    private void variable(JsonNode object, String name) {
        if (!ConfigReference.get().knows(name)) {
            problem(object, "nothing reads the variable " + name);
        }
    }

    private void selects(JsonNode object, JsonNode labels) {
        boolean found =
                Stream.concat(of("Deployment"), of("Job"))
                        .map(each -> each.at("/spec/template/metadata/labels"))
                        .anyMatch(pod -> within(labels, pod));
        if (labels.isEmpty() || !found) {
            problem(object, "it selects no pods");
        }
    }

    private void scaled(JsonNode scaled) {
        String target = scaled.at("/spec/scaleTargetRef/name").asText();
        var deployment =
                of("Deployment")
                        .filter(each -> Kustomization.name(each).equals(target))
                        .findFirst();
        if (deployment.isEmpty()) {
            problem(scaled, "there is no Deployment " + target);
            return;
        }
        if (deployment.get().path("spec").has("replicas")) {
            problem(scaled, "its Deployment sets replicas too, and both would fight");
        }
        String query = scaled.at("/spec/triggers/0/metadata/query").asText();
        JsonNode stage = env(deployment.get()).get("DARKROOM_STAGES");
        if (stage == null || !query.contains("stage=\"" + stage.asText() + "\"")) {
            problem(scaled, "it does not ask for the backlog of its own stage");
        }
        Queries.unknown(query).forEach(name -> problem(scaled, "nothing exposes " + name));
    }

    private void route(JsonNode route) {
        Containers.stream(route.at("/spec/rules"))
                .flatMap(rule -> Containers.stream(rule.path("backendRefs")))
                .forEach(backend -> {
                    boolean found =
                            of("Service")
                                    .filter(each ->
                                            Kustomization.name(each)
                                                    .equals(backend.path("name").asText()))
                                    .flatMap(each -> Containers.stream(each.at("/spec/ports")))
                                    .anyMatch(
                                            port -> port.path("port").equals(backend.path("port")));
                    if (!found) {
                        problem(route, "there is no Service " + backend);
                    }
                });
    }

    private void topics() {
        var wanted =
                TopicSettings.all().stream()
                        .collect(Collectors.toMap(TopicSettings::name, topic -> topic));
        of("KafkaTopic")
                .forEach(topic -> {
                    TopicSettings settings = wanted.remove(Kustomization.name(topic));
                    boolean right =
                            settings != null
                                    && topic.at("/spec/partitions").asInt() == settings.partitions()
                                    && settings.config().equals(strings(topic.at("/spec/config")));
                    if (!right) {
                        problem(topic, "it is not as contracts say");
                    }
                });
        wanted.keySet().forEach(name -> problems.add("KafkaTopic " + name + " is missing"));
    }

    private void stages() {
        var run =
                of("Deployment")
                        .map(deployment -> env(deployment).get("DARKROOM_STAGES"))
                        .filter(stage -> stage != null)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet());
        Stream.of(Stage.values())
                .filter(stage -> !run.contains(stage.id()))
                .forEach(stage -> problems.add("nobody runs stage " + stage));
    }

    private Stream<ObjectNode> of(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    private static Map<String, JsonNode> env(JsonNode deployment) {
        Map<String, JsonNode> variables = new HashMap<>();
        Containers.of(deployment)
                .flatMap(container -> Containers.stream(container.path("env")))
                .forEach(variable ->
                        variables.put(variable.path("name").asText(), variable.path("value")));
        return variables;
    }

    private static boolean within(JsonNode some, JsonNode all) {
        return some.properties().stream()
                .allMatch(field -> field.getValue().equals(all.get(field.getKey())));
    }

    private static Map<String, String> strings(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().asText()));
    }

    private void problem(JsonNode object, String what) {
        problems.add(object.path("kind").asText() + " " + Kustomization.name(object) + ": " + what);
    }
}
