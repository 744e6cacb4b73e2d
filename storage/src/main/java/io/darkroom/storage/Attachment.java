package io.darkroom.storage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A Content-Disposition that makes a browser save the file (RFC 6266, names as in RFC 8187). */
final class Attachment {
    private Attachment() {}

    static String header(String fileName) {
        String ascii = fileName.replaceAll("[^A-Za-z0-9._ -]", "_");
        String encoded =
                URLEncoder.encode(fileName, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
