package io.darkroom.ingest.upload;

import io.darkroom.service.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A body of {@code multipart/form-data} (RFC 7578, RFC 2046 section 5.1), read part by part as it
 * comes in. Why it is our own: ADR 0029. Everything that reads may throw the problem {@code
 * request-malformed}, or what the stream throws.
 */
final class MultipartBody {
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final String CLOSING = "--\r\n";
    private static final int MAX_BOUNDARY = 200;
    private static final int MAX_PARTS = 32;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final Needle delimiter;
    private final Needle lineEnd = new Needle(LINE_END);

    /** Room for what was kept of the last read, and for a whole one behind it. */
    private final byte[] buffer = new byte[2 * CHUNK];

    private int from;
    private int to;
    private long taken;
    private int parts;
    private boolean inPart;

    /**
     * Begins to read.
     *
     * @param contentType names the boundary
     */
    MultipartBody(InputStream in, String contentType) {
        String boundary = HeaderParameters.of(contentType).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw ProblemType.REQUEST_MALFORMED.exception(
                    "The Content-Type of a multipart body needs its boundary.");
        }
        this.in = in;
        this.delimiter = new Needle(("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
        // The first delimiter stands at the beginning of a line like all others.
        System.arraycopy(LINE_END, 0, buffer, 0, LINE_END.length);
        this.to = LINE_END.length;
        this.inPart = true;
    }

    /** The head of the next part; none after the last. What was not read of a part is skipped. */
    Optional<PartHead> next() throws IOException {
        if (inPart) {
            copyTo(OutputStream.nullOutputStream());
        }
        String rest = line(MAX_HEADERS);
        if (rest.startsWith("--")) {
            in.transferTo(OutputStream.nullOutputStream());
            return Optional.empty();
        }
        if (!rest.isBlank() || ++parts > MAX_PARTS) {
            throw malformed(
                    rest.isBlank() ? "It has too many parts." : "Its boundaries are no lines.");
        }
        inPart = true;
        return Optional.of(head());
    }

    /** Writes the content of the part whose head was read last. */
    void copyTo(OutputStream out) throws IOException {
        while (true) {
            int end = delimiter.in(buffer, from, to);
            int known = end >= 0 ? end : Math.max(from, to - delimiter.length() + 1);
            out.write(buffer, from, known - from);
            if (end >= 0) {
                from = end + delimiter.length();
                inPart = false;
                return;
            }
            from = known;
            fill();
        }
    }

    /**
     * How long the present part is, where it is the last one of a body of this length that ends
     * with its closing boundary and a line end, as nearly all do.
     */
    long lengthIfLast(long body) {
        return body - (taken - (to - from)) - delimiter.length() - CLOSING.length();
    }

    private PartHead head() throws IOException {
        String disposition = "";
        int length = 0;
        for (String line = line(MAX_HEADERS); !line.isEmpty(); line = line(MAX_HEADERS - length)) {
            length += line.length();
            if (line.regionMatches(
                    true, 0, PartHead.DISPOSITION, 0, PartHead.DISPOSITION.length())) {
                disposition = line;
            }
        }
        return PartHead.of(disposition)
                .orElseThrow(() ->
                        malformed("A part has no 'Content-Disposition: form-data' with a name."));
    }

    /** The rest of the line, without its end; the closing delimiter may end the body instead. */
    private String line(int most) throws IOException {
        while (true) {
            int end = lineEnd.in(buffer, from, to);
            if (end >= 0 && end - from <= most) {
                String line = new String(buffer, from, end - from, StandardCharsets.UTF_8);
                from = end + LINE_END.length;
                return line;
            }
            if (end >= 0 || to - from > most) {
                throw malformed("The headers of a part are too long.");
            }
            if (to - from >= 2 && !inPart && buffer[from] == '-' && buffer[from + 1] == '-') {
                return "--";
            }
            fill();
        }
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, Math.min(CHUNK, buffer.length - to));
        if (read < 0) {
            throw malformed("It ends before it is complete, without its closing boundary.");
        }
        to += read;
        taken += read;
    }

    private static RuntimeException malformed(String why) {
        return ProblemType.REQUEST_MALFORMED.exception("The body is no whole form. " + why);
    }
}
