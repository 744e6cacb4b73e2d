package io.darkroom.systemtests;

import java.net.URI;

/** Where a Darkroom is, and a key with every role. */
interface Addresses {
    URI ingest();

    URI moderation();

    String apiKey();
}
