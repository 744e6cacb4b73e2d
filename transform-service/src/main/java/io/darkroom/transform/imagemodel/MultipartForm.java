package io.darkroom.transform.imagemodel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A {@code multipart/form-data} body (RFC 7578). Names and types are the client library's own. */
final class MultipartForm {
    /** Of a random kind, so that no prompt can hold it. */
    private final String boundary = "darkroom-" + UUID.randomUUID();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void field(String name, String value) {
        text(head(name) + "\r\n\r\n" + value + "\r\n");
    }

    void file(String name, String fileName, String type, byte[] content) {
        text(head(name) + "; filename=\"" + fileName + "\"\r\nContent-Type: " + type + "\r\n\r\n");
        out.writeBytes(content);
        text("\r\n");
    }

    private String head(String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** The whole form; the last call. */
    byte[] bytes() {
        text("--" + boundary + "--\r\n");
        return out.toByteArray();
    }
}
