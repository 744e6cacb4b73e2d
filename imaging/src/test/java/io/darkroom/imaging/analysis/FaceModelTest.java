package io.darkroom.imaging.analysis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told about a face model; no model comes with Darkroom to try one with. */
class FaceModelTest {

    @Test
    void saysThatThereIsNoFile(@TempDir Path folder) {
        assertThatThrownBy(() -> Analyser.withFaceModel(folder.resolve("yunet.onnx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("yunet.onnx cannot be read")
                .hasMessageContaining("darkroom.faces.model");
    }

    @Test
    void saysThatTheFileIsNoModel(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("yunet.onnx"), "not a model");

        assertThatThrownBy(() -> Analyser.withFaceModel(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no YuNet model")
                .hasMessageContaining("built-in cascades");
    }
}
