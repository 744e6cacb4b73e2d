package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.darkroom.contracts.Schemas;
import java.nio.charset.StandardCharsets;

/** Holds records on the topics against the published JSON Schemas. */
final class SchemaCheck {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Schemas.all()));

    private SchemaCheck() {}

    static void valid(String schema, byte[] json) {
        var errors =
                REGISTRY.getSchema(SchemaLocation.of(Schemas.id(schema)))
                        .validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON);
        assertThat(errors).as(schema).isEmpty();
    }
}
