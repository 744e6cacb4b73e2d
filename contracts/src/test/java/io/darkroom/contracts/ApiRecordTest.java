package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** The asset record of the API's page, with every field that it lists, to the letter. */
class ApiRecordTest {
    private static final String PAGE =
            """
            {
              "id": "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d", "tenant": "default", "externalId": "sku-4711", "revision": 3,
              "state": "PUBLISHED", "complete": true, "createdAt": "2026-11-23T09:15:00Z", "updatedAt": "2026-11-23T09:15:03Z",
              "fileName": "table.jpg",
              "original": {"contentType": "image/jpeg", "bytes": 2534495, "width": 3888, "height": 2592,
                "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "perceptualHash": "c3d4e5f60718293a"},
              "request": {"stages": ["caption", "auto-tag", "smart-crop"]},
              "captions": [{"language": "en", "alt": "A table.", "longDescription": "An oak table.", "decorative": false,
                "source": {"kind": "MODEL", "engine": "openai", "model": "m", "promptVersion": "3", "editor": null, "at": "2026-11-23T09:15:01Z"}}],
              "tags": [{"label": "dog", "language": "en", "confidence": 0.93, "source": {"kind": "BUILT_IN", "at": "2026-11-23T09:15:01Z"}}],
              "focalPoint": {"x": 0.42, "y": 0.37, "source": {"kind": "PERSON", "editor": "mara", "at": "2026-11-23T09:15:01Z"}},
              "crops": [{"ratio": "16:9", "box": {"x": 0, "y": 120, "width": 3888, "height": 2187}, "focalPoint": {"x": 0.42, "y": 0.37}, "score": 0.81, "keeps": ["face"], "variants": ["crop-16x9"]}],
              "outpaint": {"aspectRatio": "16:9", "instruction": "more wall", "engine": "built-in", "method": "patch-match", "findings": [{"code": "guard-face", "box": {"x": 1, "y": 2, "width": 3, "height": 4}, "detail": "a face"}], "variants": ["outpaint-16x9"]},
              "variants": [{"name": "crop-16x9", "stage": "smart-crop", "contentType": "image/jpeg", "width": 1080, "height": 608, "bytes": 91233, "generated": false, "withheld": false}],
              "stages": [{"stage": "caption", "status": "SUCCEEDED", "generation": 1, "attempts": 1, "engine": "openai", "durationMs": 2110, "cost": {"currency": "USD", "amount": "0.00042", "inputTokens": 811, "outputTokens": 64}, "endedAt": "2026-11-23T09:15:02Z", "error": null}],
              "review": {"state": "APPROVED", "reasons": ["requested"], "ruleVersion": "1", "decidedAt": "2026-11-23T09:15:03Z"},
              "warnings": [{"code": "near-duplicate", "detail": "alike", "assetId": "01939f4a-1111-7abc-8def-0123456789ab"}]
            }
            """;

    @Test
    void thePagesRecordIsReadAndWrittenToTheLetter() throws Exception {
        JsonNode page = Json.mapper().readTree(PAGE);

        var asset = Json.mapper().treeToValue(page, Asset.class);
        JsonNode written = Json.mapper().readTree(Json.mapper().writeValueAsBytes(asset));

        // Absent means null: a reader takes both, a writer leaves out.
        page.findParents("editor").forEach(ApiRecordTest::removeNulls);
        page.findParents("error").forEach(ApiRecordTest::removeNulls);
        assertThat(written).isEqualTo(page);
        assertThat(Samples.faults("Asset.v1", written)).isEmpty();
    }

    @Test
    void theEnrichedEventIsTheRecordItself() throws Exception {
        var asset = Json.mapper().readValue(PAGE, Asset.class);

        String json = Json.mapper().writeValueAsString(new AssetEnriched(asset));

        assertThat(json).isEqualTo(Json.mapper().writeValueAsString(asset));
        assertThat(Json.mapper().readValue(json, AssetEnriched.class).asset()).isEqualTo(asset);
    }

    private static void removeNulls(JsonNode node) {
        ((ObjectNode) node).removeIf(JsonNode::isNull);
    }
}
