package io.darkroom.captioning.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt, the file {@code prompts/<name>/<version>.md}: its parts are headed by {@code # Name}
 * and have places for values, {@code {{value}}}. A version that was released is never changed; a
 * new wording is a new file.
 */
public final class Prompt {
    private static final Pattern HEAD = Pattern.compile("(?m)^# (.+)$");
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private final String version;
    private final Map<String, String> parts;

    private Prompt(String version, Map<String, String> parts) {
        this.version = version;
        this.parts = parts;
    }

    /**
     * @throws IllegalArgumentException if there is no such prompt
     */
    public static Prompt load(String name, String version) {
        String resource = "/prompts/" + name + "/" + version + ".md";
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("No version of a prompt: '" + version + "'");
        }
        try (var in = Prompt.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no prompt " + resource);
            }
            return new Prompt(
                    version, split(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    public String version() {
        return version;
    }

    /**
     * A part with values in its places. Values are not looked into for further places.
     *
     * @throws IllegalArgumentException if there is no such part, or a value is missing
     */
    public String part(String name, Map<String, String> values) {
        String text = parts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("Prompt " + version + " has no part " + name);
        }
        return PLACE.matcher(text)
                .replaceAll(place -> {
                    String value = values.get(place.group(1));
                    if (value == null) {
                        throw new IllegalArgumentException("No value for " + place.group());
                    }
                    return Matcher.quoteReplacement(value);
                });
    }

    private static Map<String, String> split(String text) {
        var parts = new LinkedHashMap<String, String>();
        var heads = HEAD.matcher(text).results().toList();
        for (int i = 0; i < heads.size(); i++) {
            int end = i + 1 < heads.size() ? heads.get(i + 1).start() : text.length();
            parts.put(
                    heads.get(i).group(1).strip(), text.substring(heads.get(i).end(), end).strip());
        }
        return parts;
    }
}
