package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** Holds records on the topics against the published JSON Schemas. */
final class Schemas {
    private Schemas() {}

    static void check(String schema, byte[] json) {
        // filled in below once contracts' schema access is known
        assertThat(new String(json, StandardCharsets.UTF_8)).isNotBlank();
    }
}
