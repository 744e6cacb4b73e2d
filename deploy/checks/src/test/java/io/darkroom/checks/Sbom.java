package io.darkroom.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A bill of materials in CycloneDX's form.
 *
 * @param jars the components, named as Quarkus names their files: {@code group.name-version.jar}
 */
record Sbom(Set<String> jars) {

    static Sbom read(Path file) {
        return of(Project.documents(file).getFirst());
    }

    static Sbom of(JsonNode bom) {
        return new Sbom(
                Containers.stream(bom.path("components"))
                        .map(Sbom::jar)
                        .collect(Collectors.toSet()));
    }

    private static String jar(JsonNode component) {
        String classifier =
                Arrays.stream(qualifiers(component.path("purl").asText()).split("&"))
                        .filter(each -> each.startsWith("classifier="))
                        .map(each -> "-" + each.substring("classifier=".length()))
                        .findFirst()
                        .orElse("");
        return "%s.%s-%s%s.jar"
                .formatted(
                        component.path("group").asText(),
                        component.path("name").asText(),
                        component.path("version").asText(),
                        classifier);
    }

    /** {@code pkg:maven/group/name@version?classifier=linux-x86_64&type=jar}. */
    private static String qualifiers(String purl) {
        String text = URI.create(purl).getSchemeSpecificPart();
        return text.contains("?") ? text.substring(text.indexOf('?') + 1) : "";
    }
}
