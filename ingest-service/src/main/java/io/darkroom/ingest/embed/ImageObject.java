package io.darkroom.ingest.embed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.Tag;
import io.darkroom.ingest.delivery.EmbeddableFiles.Source;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The picture as a schema.org ImageObject (JSON-LD). Says only what the record knows: no creator,
 * no credit and no licence are made up.
 */
final class ImageObject {
    private static final String SCHEMA = "https://schema.org";

    private ImageObject() {}

    /** As JSON that may also stand within a script element. */
    static String of(Embed embed) {
        Asset record = embed.record();
        Source shown = embed.widest();
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("@context", SCHEMA).put("@type", "ImageObject");
        node.put("identifier", record.id().toString());
        if (record.fileName() != null) {
            node.put("name", record.fileName());
        }
        embed.caption().ifPresent(caption -> words(node, caption));
        if (!record.tags().isEmpty()) {
            node.put(
                    "keywords",
                    record.tags().stream()
                            .map(Tag::label)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        node.put("contentUrl", shown.url().toString())
                .put("encodingFormat", shown.contentType())
                .put("width", shown.width())
                .put("height", shown.height());
        if (embed.sources().size() > 1) {
            node.put("thumbnailUrl", embed.sources().getFirst().url().toString());
        }
        node.put("dateModified", record.updatedAt().toString());
        if (embed.file().generated()) {
            node.put("digitalSourceType", sourceType(record.outpaint()));
        }
        return scriptSafe(node);
    }

    private static void words(ObjectNode node, Caption caption) {
        node.put("inLanguage", caption.language());
        if (!caption.decorative()) {
            node.put("caption", caption.alt());
            if (caption.longDescription() != null) {
                node.put("description", caption.longDescription());
            }
        }
    }

    /** Terms of schema.org's IPTCDigitalSourceEnumeration. */
    private static String sourceType(@Nullable Outpaint outpaint) {
        boolean trained = outpaint == null || !outpaint.engine().equals("built-in");
        return SCHEMA
                + (trained
                        ? "/CompositeWithTrainedAlgorithmicMediaDigitalSource"
                        : "/CompositeDigitalSource");
    }

    /** The same JSON, in which nothing can end a script element or begin a comment. */
    private static String scriptSafe(ObjectNode node) {
        try {
            return Json.mapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(node)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An ImageObject cannot be written as JSON", e);
        }
    }
}
