package io.darkroom.ingest.upload;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a part says of it.
 *
 * @param fileName as it was sent; absent where the part is a plain field
 */
record PartHead(String name, @Nullable String fileName) {
    static final String DISPOSITION = "content-disposition:";

    /** Reads the header Content-Disposition; nothing where it does not name a part of a form. */
    static Optional<PartHead> of(String header) {
        if (header.length() < DISPOSITION.length()) {
            return Optional.empty();
        }
        String value = header.substring(DISPOSITION.length()).strip();
        if (!value.toLowerCase(Locale.ROOT).startsWith("form-data")) {
            return Optional.empty();
        }
        var parameters = HeaderParameters.of(value);
        String name = parameters.get("name");
        return name == null
                ? Optional.empty()
                : Optional.of(new PartHead(name, parameters.get("filename")));
    }
}
