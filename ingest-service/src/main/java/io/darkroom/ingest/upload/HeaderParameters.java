package io.darkroom.ingest.upload;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of a header such as {@code form-data; name="file"; filename="a.jpg"}. A backslash
 * stands for itself unless a quotation mark follows, as browsers write it; the encoded form of RFC
 * 8187 ({@code filename*=UTF-8''…}), which RFC 7578 advises against and some clients send, is read.
 */
final class HeaderParameters {
    private static final String ENCODED = "utf-8''";

    private final String header;
    private final Map<String, String> found = new HashMap<>();
    private int at;

    private HeaderParameters(String header) {
        this.header = header;
    }

    /** By name, in lower case; of one that is repeated the first. */
    static Map<String, String> of(String header) {
        var reader = new HeaderParameters(header);
        reader.at = reader.next(';', 0);
        while (reader.at < header.length()) {
            reader.parameter();
        }
        return reader.found;
    }

    private void parameter() {
        int start = at + 1;
        int equals = Math.min(next('=', start), next(';', start));
        String name = header.substring(start, equals).strip().toLowerCase(Locale.ROOT);
        at = equals;
        if (equals < header.length() && header.charAt(equals) == '=') {
            at++;
            put(name, value());
        }
        at = next(';', at);
    }

    private String value() {
        while (at < header.length() && header.charAt(at) == ' ') {
            at++;
        }
        if (at < header.length() && header.charAt(at) == '"') {
            return quoted();
        }
        int end = next(';', at);
        String token = header.substring(at, end).strip();
        at = end;
        return token;
    }

    private String quoted() {
        var text = new StringBuilder();
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            boolean escaped = header.startsWith("\\\"", at);
            text.append(escaped ? '"' : header.charAt(at));
            at += escaped ? 1 : 0;
        }
        return text.toString();
    }

    private void put(String name, String value) {
        if (!name.endsWith("*")) {
            found.putIfAbsent(name, value);
        } else if (value.regionMatches(true, 0, ENCODED, 0, ENCODED.length())) {
            String plus = value.substring(ENCODED.length()).replace("+", "%2B");
            try {
                String decoded = URLDecoder.decode(plus, StandardCharsets.UTF_8);
                found.put(name.substring(0, name.length() - 1), decoded);
            } catch (IllegalArgumentException e) {
                // No encoding; what was said beside it counts.
            }
        }
    }

    private int next(char wanted, int from) {
        int found = header.indexOf(wanted, from);
        return found < 0 ? header.length() : found;
    }
}
