package io.darkroom.systemtests;

import java.net.URI;

/** A Darkroom of single services. */
record SingleDarkroom(SingleService ingestService, SingleService moderationService, String apiKey)
        implements Addresses {

    @Override
    public URI ingest() {
        return ingestService.url();
    }

    @Override
    public URI moderation() {
        return moderationService.url();
    }
}
