package io.darkroom.moderation.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.moderation.review.Requests;
import io.darkroom.storage.ObjectStore;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.imageio.ImageIO;

/** Pictures drawn here, with an original and two variants in the object store, sent to review. */
final class WaitingPictures {
    private static final long REVISION = 2;

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

    /** Sends one, with a sky of this hue (0 to 1), and says under which review it waits. */
    UUID send(String fileName, String alt, float hue, String... reasons) {
        UUID asset = UUID.randomUUID();
        var request =
                (ObjectNode)
                        Json.mapper()
                                .valueToTree(Requests.request(asset, REVISION, tenant, reasons));
        var record = (ObjectNode) request.get("record");
        record.put("fileName", fileName);
        ((ObjectNode) record.get("captions").get(0)).put("alt", alt);
        ((ObjectNode) request.get("reasons").get(0))
                .put("detail", "Look at the right edge of the picture.");
        request.set("original", put(originals, asset + "/original", hue, 900, 600));
        var files = request.putObject("variants");
        files.set("crop-1x1", put(variants, asset + "/crop-1x1", hue, 600, 600));
        files.set("outpaint-16x9", put(variants, asset + "/outpaint-16x9", hue, 1067, 600));
        var sent = read(request);
        Requests.send(sent);
        return sent.reviewId();
    }

    private JsonNode put(String bucket, String key, float hue, int width, int height) {
        var ref = new ObjectRef(bucket, "desk-test/" + key);
        store.ensureBucket(bucket);
        store.put(ref, png(drawn(hue, width, height)), "image/png");
        return Json.mapper().valueToTree(ref);
    }

    private static BufferedImage drawn(float hue, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        var sky = Color.getHSBColor(hue, 0.6f, 0.45f);
        var horizon = Color.getHSBColor(hue + 0.1f, 0.4f, 0.95f);
        pen.setPaint(new GradientPaint(0, 0, sky, 0, height * 0.7f, horizon));
        pen.fillRect(0, 0, width, height);
        pen.setColor(new Color(0xffe8a3));
        pen.fill(new Ellipse2D.Double(width * 0.5, 190, 130, 130));
        pen.setColor(Color.getHSBColor(hue + 0.5f, 0.5f, 0.35f));
        pen.fill(new Ellipse2D.Double(-width * 0.3, height * 0.7, width, height));
        pen.setColor(Color.getHSBColor(hue + 0.5f, 0.6f, 0.25f));
        pen.fill(new Ellipse2D.Double(width * 0.3, height * 0.78, width, height));
        pen.dispose();
        return image;
    }

    private static byte[] png(BufferedImage image) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The picture cannot be written", e);
        }
    }

    private static ReviewRequested read(ObjectNode request) {
        try {
            return Json.mapper().treeToValue((JsonNode) request, ReviewRequested.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The request is none", e);
        }
    }
}
