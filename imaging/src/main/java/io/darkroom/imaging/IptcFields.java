package io.darkroom.imaging;

import java.util.List;
import java.util.Optional;

/** The fields of IPTC IIM that are used here. */
record IptcFields(Optional<String> headline, Optional<String> caption, List<String> keywords) {

    static final IptcFields NONE = new IptcFields(Optional.empty(), Optional.empty(), List.of());

    static final int RECORD = 2;
    static final int KEYWORD = 25;
    static final int HEADLINE = 105;
    static final int CAPTION = 120;

    IptcFields {
        keywords = List.copyOf(keywords);
    }
}
