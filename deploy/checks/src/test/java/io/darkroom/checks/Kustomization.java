package io.darkroom.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * As much of Kustomize as the overlays use: resources, images, replicas, namespace and JSON
 * patches. What it does not know it refuses, so that nothing is passed over.
 */
final class Kustomization {
    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "namespace", "resources", "images", "replicas", "patches");

    private Kustomization() {}

    /** Every object that a directory gives, as it would be applied. */
    static List<ObjectNode> render(Path directory) {
        JsonNode file = Project.documents(directory.resolve("kustomization.yaml")).getFirst();
        file.fieldNames().forEachRemaining(name -> require(KNOWN.contains(name), directory, name));
        var objects = new ArrayList<ObjectNode>();
        for (JsonNode resource : file.path("resources")) {
            Path path = directory.resolve(resource.asText()).normalize();
            if (Files.isDirectory(path)) {
                objects.addAll(render(path));
            } else {
                Project.documents(path)
                        .forEach(document -> objects.add((ObjectNode) document.deepCopy()));
            }
        }
        file.path("images").forEach(image -> image(objects, image, directory));
        file.path("replicas").forEach(replicas -> replicas(objects, replicas, directory));
        file.path("patches").forEach(patch -> patch(objects, patch, directory));
        return objects;
    }

    private static void image(List<ObjectNode> objects, JsonNode image, Path directory) {
        String name = image.path("name").asText();
        String to =
                image.path("newName").asText(name) + ":" + image.path("newTag").asText("latest");
        var containers =
                objects.stream()
                        .flatMap(Containers::of)
                        .filter(container -> container.path("image").asText().equals(name))
                        .toList();
        require(!containers.isEmpty(), directory, "image " + name);
        containers.forEach(container -> ((ObjectNode) container).put("image", to));
    }

    private static void replicas(List<ObjectNode> objects, JsonNode replicas, Path directory) {
        var targets =
                objects.stream()
                        .filter(object -> object.path("kind").asText().equals("Deployment"))
                        .filter(object -> name(object).equals(replicas.path("name").asText()))
                        .toList();
        require(targets.size() == 1, directory, "replicas of " + replicas.path("name"));
        ((ObjectNode) targets.getFirst().path("spec")).set("replicas", replicas.path("count"));
    }

    private static void patch(List<ObjectNode> objects, JsonNode patch, Path directory) {
        JsonNode target = patch.path("target");
        var targets =
                objects.stream()
                        .filter(object -> object.path("kind").equals(target.path("kind")))
                        .filter(object -> name(object).equals(target.path("name").asText()))
                        .toList();
        require(targets.size() == 1, directory, "patch of " + target);
        for (JsonNode operation : Project.yaml(patch.path("patch").asText())) {
            apply(targets.getFirst(), operation, directory);
        }
    }

    private static void apply(ObjectNode object, JsonNode operation, Path directory) {
        String path = operation.path("path").asText();
        int slash = path.lastIndexOf('/');
        JsonNode parent = object.at(path.substring(0, slash));
        String key = path.substring(slash + 1);
        boolean there = !object.at(path).isMissingNode();
        require(!parent.isMissingNode(), directory, "path " + path);
        switch (operation.path("op").asText()) {
            case "add" -> set(parent, key, operation.path("value"));
            case "replace" -> {
                require(there, directory, "path " + path);
                set(parent, key, operation.path("value"));
            }
            case "remove" -> {
                require(there, directory, "path " + path);
                ((ObjectNode) parent).remove(key);
            }
            default -> require(false, directory, "operation " + operation);
        }
    }

    private static void set(JsonNode parent, String key, JsonNode value) {
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(key), value);
        } else {
            ((ObjectNode) parent).set(key, value);
        }
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static void require(boolean holds, Path directory, String what) {
        if (!holds) {
            throw new IllegalArgumentException(
                    directory + "/kustomization.yaml: " + what + " finds nothing, or is unknown");
        }
    }
}
