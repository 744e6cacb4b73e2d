package io.darkroom.ingest;

import static io.restassured.RestAssured.given;

import io.darkroom.api.testing.ApiOperation;
import io.darkroom.api.testing.ApiWorld;
import io.darkroom.api.testing.RoleKeys;
import io.darkroom.contracts.Asset.State;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.service.access.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * What the examples of the OpenAPI document speak of. An operation below {@code /v1/assets/{id}}
 * meets a published asset; whatever needs more adds a case.
 */
@ApplicationScoped
class ExampleWorld implements ApiWorld {
    private final AssetSeeds seeds;

    ExampleWorld(AssetSeeds seeds) {
        this.seeds = seeds;
    }

    @Override
    public Map<String, String> prepare(ApiOperation operation) {
        var values = new HashMap<String, String>();
        if (operation.path().startsWith("/v1/assets/{id}")) {
            values.put("id", seeds.in(State.PUBLISHED, RoleKeys.TENANT).toString());
        }
        switch (operation.id()) {
            case "getVariant" -> values.put("name", AssetSeeds.VARIANT);
            case "getReviewRules", "getPresetReviewRules" -> values.put("version", "");
            case "putReviewRules", "putPresetReviewRules" -> values.put("If-Match", "");
            case "revokeApiKey" -> values.put("id", apiKey());
            default -> {}
        }
        return values;
    }

    @Override
    public byte[] picture() {
        return Drawn.jpeg(320, 200);
    }

    private static String apiKey() {
        return given().auth()
                .oauth2(RoleKeys.with(Role.Id.OPERATOR))
                .contentType("application/json")
                .body("{\"name\": \"to be taken back\", \"roles\": [\"reader\"]}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
