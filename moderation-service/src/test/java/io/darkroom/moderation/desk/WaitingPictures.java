package io.darkroom.moderation.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.moderation.review.Requests;
import io.darkroom.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Pictures drawn here, with an original and variants in the object store, sent to review. */
final class WaitingPictures {
    private static final long REVISION = 2;

    /** By scene, for all tenants: drawing takes longer than anything else here. */
    private static final Map<Integer, Map<String, ObjectRef>> STORED = new ConcurrentHashMap<>();

    private final ObjectStore store;
    private final String originals;
    private final String variants;
    private final String tenant;

    WaitingPictures(ObjectStore store, String originals, String variants, String tenant) {
        this.store = store;
        this.originals = originals;
        this.variants = variants;
        this.tenant = tenant;
    }

    /** One with crops only. */
    ReviewRequested plain(String fileName, String alt, int scene, String... reasons) {
        var request = base(fileName, alt, scene, reasons);
        ((ObjectNode) request.get("record")).remove("outpaint");
        ((ObjectNode) request.get("variants")).remove("outpaint-16x9");
        ((com.fasterxml.jackson.databind.node.ArrayNode) request.at("/record/variants")).remove(1);
        return read(request);
    }

    /** One that was extended to 16:9, with what the guard found where it found it. */
    ReviewRequested extended(String fileName, String alt, int scene, String... reasons) {
        var request = base(fileName, alt, scene, reasons);
        var reason = (ObjectNode) request.at("/reasons/" + (reasons.length - 1));
        reason.put("detail", "Look at the right edge of the picture.");
        reason.putObject("box").put("x", 1135).put("y", 380).put("width", 120).put("height", 150);
        return read(request);
    }

    /** Sends them one after the other, each a little older than the next. */
    static void send(List<ReviewRequested> requests) {
        Requests.sendAll(requests);
    }

    /** Many, of few pictures. */
    List<ReviewRequested> many(int count, String... reasons) {
        return new ArrayList<>(
                IntStream.range(0, count)
                        .mapToObj(i ->
                                plain(
                                        "picture-%03d.png".formatted(i),
                                        "Scene " + i,
                                        i % 6,
                                        reasons))
                        .toList());
    }

    private ObjectNode base(String fileName, String alt, int scene, String... reasons) {
        var request =
                (ObjectNode)
                        Json.mapper()
                                .valueToTree(
                                        Requests.request(
                                                UUID.randomUUID(), REVISION, tenant, reasons));
        var record = (ObjectNode) request.get("record");
        record.put("fileName", fileName);
        ((ObjectNode) record.get("original"))
                .put("width", Scene.WIDTH)
                .put("height", Scene.HEIGHT)
                .put("contentType", "image/png");
        var captions = record.putArray("captions");
        caption(captions.addObject(), "en", alt);
        caption(captions.addObject(), "de", "Gezeichnete Szene " + scene + ", für einen Test.");
        var crop = (ObjectNode) record.at("/crops/0");
        crop.put("ratio", "1:1");
        crop.set("box", box((Scene.WIDTH - Scene.HEIGHT) / 2, Scene.HEIGHT, Scene.HEIGHT));
        var outpaint = (ObjectNode) record.get("outpaint");
        outpaint.put("instruction", "continue sky and ground; no people");
        outpaint.set("placement", box(Scene.LEFT, Scene.WIDTH, Scene.HEIGHT));
        variant(record, 0, "crop-1x1", Scene.HEIGHT);
        variant(record, 1, "outpaint-16x9", Scene.WIDE);
        var files = STORED.computeIfAbsent(scene, this::store);
        request.set("original", Json.mapper().valueToTree(files.get("original")));
        var refs = request.putObject("variants");
        for (String name : List.of("crop-1x1", "outpaint-16x9")) {
            refs.set(name, Json.mapper().valueToTree(files.get(name)));
        }
        return request;
    }

    private static void caption(ObjectNode caption, String language, String alt) {
        caption.put("language", language).put("alt", alt).put("decorative", false);
        caption.putObject("source")
                .put("kind", "BUILT_IN")
                .put("engine", "built-in")
                .put("at", "2026-11-23T09:15:00Z");
    }

    private static ObjectNode box(int x, int width, int height) {
        return Json.mapper()
                .createObjectNode()
                .put("x", x)
                .put("y", 0)
                .put("width", width)
                .put("height", height);
    }

    private static void variant(ObjectNode record, int index, String name, int width) {
        ((ObjectNode) record.at("/variants/" + index))
                .put("name", name)
                .put("contentType", "image/png")
                .put("width", width)
                .put("height", Scene.HEIGHT)
                .put("withheld", false);
    }

    private Map<String, ObjectRef> store(int number) {
        var scene = new Scene(number);
        return Map.of(
                "original", put(originals, number, "original", scene.original()),
                "crop-1x1", put(variants, number, "crop-1x1", scene.square()),
                "outpaint-16x9", put(variants, number, "outpaint-16x9", scene.extended()));
    }

    private ObjectRef put(String bucket, int number, String name, byte[] bytes) {
        var ref = new ObjectRef(bucket, "desk-test/" + number + "/" + name);
        store.ensureBucket(bucket);
        store.put(ref, bytes, "image/png");
        return ref;
    }

    private static ReviewRequested read(ObjectNode request) {
        try {
            return Json.mapper().treeToValue((JsonNode) request, ReviewRequested.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The request is none", e);
        }
    }
}
