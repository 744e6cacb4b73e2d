package io.darkroom.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads objects as strictly as they can be read: into the API's own types, which keep the names
 * that they do not know apart; by a schema of ours where there is no such type.
 */
final class StrictKubernetes {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Map<String, Class<?>> TYPES =
            Map.ofEntries(
                    Map.entry("v1/Namespace", Namespace.class),
                    Map.entry("v1/ConfigMap", ConfigMap.class),
                    Map.entry("v1/Service", Service.class),
                    Map.entry("v1/ServiceAccount", ServiceAccount.class),
                    Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
                    Map.entry("apps/v1/Deployment", Deployment.class),
                    Map.entry("batch/v1/Job", Job.class),
                    Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
                    Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
                    Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class));

    private static final Map<String, String> SCHEMAS =
            Map.of(
                    "keda.sh/v1alpha1/ScaledObject", "ScaledObject.json",
                    "postgresql.cnpg.io/v1/Cluster", "Cluster.json");

    private StrictKubernetes() {}

    /** What is wrong with an object; nothing where all is well. */
    static List<String> problems(JsonNode object) {
        String kind = object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        String where = object.path("kind").asText() + " " + Kustomization.name(object) + ": ";
        Class<?> type = TYPES.get(kind);
        if (type != null) {
            return unread(object, type).stream().map(where::concat).toList();
        }
        String schema = SCHEMAS.get(kind);
        return schema == null
                ? List.of(where + "nobody here knows the kind " + kind)
                : violations(object, schema).stream().map(where::concat).toList();
    }

    private static List<String> unread(JsonNode object, Class<?> type) {
        try {
            JsonNode written = MAPPER.valueToTree(MAPPER.treeToValue(object, type));
            var problems = new ArrayList<String>();
            unknown(MAPPER.treeToValue(object, type), "", problems);
            lost(object, written, "", problems);
            return problems;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return List.of(String.valueOf(e.getOriginalMessage()));
        }
    }

    /** Names that the API's types keep apart. */
    private static void unknown(Object value, String path, List<String> problems) {
        for (var field : fields(value)) {
            Object content = field.getValue();
            if (field.getKey().equals("additionalProperties")
                    && content instanceof Map<?, ?> names) {
                names.keySet().forEach(name -> problems.add(path + "/" + name + " is unknown"));
            } else if (content instanceof List<?> list) {
                for (int index = 0; index < list.size(); index++) {
                    Object element = list.get(index);
                    if (element != null) {
                        unknown(element, path + "/" + field.getKey() + "/" + index, problems);
                    }
                }
            } else if (isModel(content)) {
                unknown(content, path + "/" + field.getKey(), problems);
            }
        }
    }

    private static List<Map.Entry<String, Object>> fields(Object value) {
        var fields = new ArrayList<Map.Entry<String, Object>>();
        if (!isModel(value)) {
            return fields;
        }
        for (Class<?> type = value.getClass();
                type != null && type != Object.class;
                type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                try {
                    field.setAccessible(true);
                    Object content = field.get(value);
                    if (content != null
                            && !java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
                        fields.add(Map.entry(field.getName(), content));
                    }
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return fields;
    }

    private static boolean isModel(@org.jspecify.annotations.Nullable Object value) {
        return value != null
                && !value.getClass().isEnum()
                && (value.getClass().getName().startsWith("io.fabric8.")
                        || value.getClass().getName().startsWith("io.strimzi."));
    }

    /** What was there and is not written back was not understood. */
    private static void lost(JsonNode given, JsonNode written, String path, List<String> problems) {
        if (given.isObject() && !given.isEmpty()) {
            given.properties()
                    .forEach(field -> {
                        String at = path + "/" + field.getKey();
                        JsonNode value = field.getValue();
                        if (!written.has(field.getKey())
                                && !(value.isContainerNode() && value.isEmpty())) {
                            problems.add(at + " was not understood");
                        } else {
                            lost(value, written.path(field.getKey()), at, problems);
                        }
                    });
        } else if (given.isArray()) {
            for (int index = 0; index < given.size(); index++) {
                lost(given.get(index), written.path(index), path + "/" + index, problems);
            }
        }
    }

    private static List<String> violations(JsonNode object, String schema) {
        try (var text = StrictKubernetes.class.getResourceAsStream("/schemas/" + schema)) {
            String source =
                    new String(
                            Objects.requireNonNull(text, schema).readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(source, InputFormat.JSON)
                    .validate(object.toString(), InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
