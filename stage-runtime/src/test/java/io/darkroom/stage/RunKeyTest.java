package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunKeyTest {
    private static final UUID ASSET = UUID.fromString("01939f4e-0000-7000-8000-000000000001");

    record Parameters(List<Ratio> crops, String engine) {}

    @Test
    void equalParametersHaveTheSameKeyInWhateverOrderTheyAreWritten() {
        var one = new LinkedHashMap<String, Object>();
        one.put("crops", List.of("16:9"));
        one.put("engine", "1");
        var other = new LinkedHashMap<String, Object>();
        other.put("engine", "1");
        other.put("crops", List.of("16:9"));

        assertThat(key("aa", other)).isEqualTo(key("aa", one));
        assertThat(key("aa", new Parameters(List.of(new Ratio("16:9")), "1")))
                .isEqualTo(key("aa", one));
    }

    @Test
    void otherBytesOrParametersHaveAnotherKey() {
        RunKey key = key("aa", Map.of("engine", "1"));

        assertThat(key("ab", Map.of("engine", "1"))).isNotEqualTo(key);
        assertThat(key("aa", Map.of("engine", "2"))).isNotEqualTo(key);
    }

    @Test
    void aKeyStaysWhatItIs() {
        assertThat(key("aa", Map.of("engine", "1")).object("outcome.json"))
                .isEqualTo(
                        new ObjectRef(
                                "bucket",
                                "variants/01939f4e-0000-7000-8000-000000000001/smart-crop/"
                                    + "0b88952c6abeeccc140386b128e691f992b05d2e9b3804f14a729e8b62107b57/outcome.json"));
    }

    @Test
    void aRunThatWasAskedForAgainHasAKeyOfItsOwn() {
        Object parameters = Map.of("engine", "1");

        RunKey second = key("aa", parameters, Map.of(Stage.SMART_CROP, 2));
        assertThat(second).isNotEqualTo(key("aa", parameters));
        assertThat(key("aa", parameters, Map.of(Stage.SMART_CROP, 2))).isEqualTo(second);
        assertThat(key("aa", parameters, Map.of(Stage.CAPTION, 2)))
                .isEqualTo(key("aa", parameters));
    }

    private static RunKey key(String sha256, Object parameters) {
        return key(sha256, parameters, Map.of());
    }

    private static RunKey key(String sha256, Object parameters, Map<Stage, Integer> runs) {
        var asset =
                new AssetUploaded(
                        ASSET,
                        "default",
                        new ObjectRef("originals", "key"),
                        new Original("image/png", 1, 1, 1, sha256, null),
                        null,
                        UploadRequest.EMPTY,
                        Map.of(Stage.SMART_CROP, 1),
                        null,
                        runs);
        return RunKey.of("bucket", Stage.SMART_CROP, asset, parameters);
    }
}
