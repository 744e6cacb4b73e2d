package io.darkroom.ingest.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.storage.S3Config;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The configured sources. A wrong configuration keeps the service from starting. */
@Startup
@ApplicationScoped
public class Sources {
    private final List<Source> all;

    Sources(
            IntakeConfig config,
            S3Config own,
            @ConfigProperty(name = "darkroom.publication.bucket") Optional<String> published) {
        all =
                config.buckets().entrySet().stream()
                        .map(Sources::source)
                        .sorted(
                                Comparator.comparingInt((Source source) -> source.prefix().length())
                                        .reversed())
                        .toList();
        all.forEach(source -> refuseOwn(source.bucket(), own, published));
    }

    /** What Darkroom writes must not come back as an upload, again and again. */
    private static void refuseOwn(String bucket, S3Config own, Optional<String> published) {
        boolean isPublic = published.filter(bucket::equals).isPresent();
        if (isPublic
                || bucket.equals(own.originalsBucket())
                || bucket.equals(own.variantsBucket())) {
            throw new IllegalArgumentException(
                    "darkroom.intake.buckets names "
                            + bucket
                            + ", where Darkroom "
                            + (isPublic ? "publishes files" : "keeps its own objects")
                            + "; use another bucket");
        }
    }

    /** The watched ones. */
    public List<Source> watched() {
        return all.stream().filter(Source::watched).toList();
    }

    /** The source that holds the object: of several that with the longest prefix. */
    public Optional<Source> of(ObjectRef object) {
        return all.stream().filter(source -> source.holds(object)).findFirst();
    }

    private static Source source(Map.Entry<String, IntakeConfig.Source> entry) {
        IntakeConfig.Source given = entry.getValue();
        return new Source(
                given.bucket().orElse(entry.getKey()),
                given.prefix().orElse(""),
                given.tenant(),
                given.watch(),
                request(entry.getKey(), given),
                given.since().orElse(null));
    }

    private static ObjectNode request(String name, IntakeConfig.Source given) {
        ObjectNode request = Json.mapper().createObjectNode();
        given.preset().ifPresent(preset -> request.put("preset", preset));
        given.request().ifPresent(json -> request.setAll(object(name, json)));
        return request;
    }

    private static ObjectNode object(String name, String json) {
        try {
            if (Json.mapper().readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Said below; its own message would quote the configuration.
        }
        throw new IllegalArgumentException(
                "darkroom.intake.buckets." + name + ".request is not a JSON object");
    }
}
