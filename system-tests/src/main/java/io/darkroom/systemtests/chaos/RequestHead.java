package io.darkroom.systemtests.chaos;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1.1 request, as far as a store that fails has to understand it.
 *
 * @param text all of it, the empty line included
 */
record RequestHead(String text) {
    private static final Pattern LENGTH =
            Pattern.compile("(?im)^content-length:\\s*([0-9]{1,18})\\s*$");
    private static final int MOST = 64 * 1024;

    static RequestHead read(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n", Math.max(0, text.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0 || text.length() > MOST) {
                throw new EOFException("No whole request came");
            }
            text.append((char) next);
        }
        return new RequestHead(text.toString());
    }

    boolean isWrite() {
        return text.startsWith("PUT ") || text.startsWith("POST ");
    }

    long contentLength() {
        var found = LENGTH.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** The same, but the connection ends with the answer. */
    String forOneRequest() {
        return text.replaceFirst("\r\n", "\r\nConnection: close\r\n");
    }
}
