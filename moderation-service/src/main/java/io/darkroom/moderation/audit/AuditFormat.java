package io.darkroom.moderation.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.darkroom.contracts.Json;
import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How lines are written for export. */
enum AuditFormat {
    /** RFC 4180, with a line of names first. */
    CSV("text/csv;charset=UTF-8;header=present", "csv") {
        @Override
        void begin(Writer out) throws IOException {
            out.write("seq,tenant,reviewId,assetId,revision,action,actor,at,detail,hash" + CRLF);
        }

        @Override
        void write(Writer out, AuditLine line) throws IOException {
            out.write(
                    Stream.of(
                                    line.seq(),
                                    line.tenant(),
                                    line.reviewId(),
                                    line.assetId(),
                                    line.revision(),
                                    line.action(),
                                    line.actor(),
                                    line.at(),
                                    line.detail() == null ? "" : line.detail(),
                                    line.hash())
                            .map(AuditFormat::field)
                            .collect(Collectors.joining(",", "", CRLF)));
        }
    },
    /** One JSON object a line. */
    JSONL("application/x-ndjson", "jsonl") {
        @Override
        void begin(Writer out) {}

        @Override
        void write(Writer out, AuditLine line) throws IOException {
            JSON.writeValue(out, line);
            out.write('\n');
        }
    };

    private static final String CRLF = "\r\n";
    private static final ObjectWriter JSON =
            Json.mapper().writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final String mediaType;
    private final String extension;

    AuditFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    abstract void begin(Writer out) throws IOException;

    abstract void write(Writer out, AuditLine line) throws IOException;

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }

    /** The format of this name; JSON lines where none is given. */
    static @Nullable AuditFormat of(@Nullable String name) {
        return switch (name) {
            case null -> JSONL;
            case "jsonl" -> JSONL;
            case "csv" -> CSV;
            default -> null;
        };
    }

    /** In quotes, and with an apostrophe before what a spreadsheet would take for a formula. */
    private static String field(Object value) {
        String text = value.toString();
        String safe =
                !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
