package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageStatus;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What one stage cannot do harms no other. */
class BrokenStageIT {
    /** The astronaut's face lies right of this column. */
    private static final int FACE_BEGINS = 172;

    private final Backend backend = new Backend(RunningDarkroom.get());

    @Test
    void aStageThatRefusesIsFailedWithItsReasonAndTheAssetIsJoined() throws IOException {
        var id =
                backend.upload(
                        "faces.png",
                        Pictures.encode(facesAtBothEdges(), "png"),
                        """
                        {"stages": ["caption", "auto-tag", "smart-crop", "outpaint"],
                         "outpaint": {"aspectRatio": "16:9", "instruction": "continue the wall"}}\
                        """);

        var asset = backend.settled(List.of(id), Duration.ofMinutes(2)).getFirst();

        var stages =
                asset.stages().stream().collect(Collectors.toMap(StageStatus::stage, it -> it));
        StageStatus outpaint = Objects.requireNonNull(stages.get(Stage.OUTPAINT));
        Failure error = Objects.requireNonNull(outpaint.error(), asset::toString);
        assertThat(error.type()).isEqualTo("urn:darkroom:problem:outpaint-refused");
        assertThat(error.detail()).contains("Faces are cut");
        stages.remove(Stage.OUTPAINT);
        assertThat(stages.values())
                .extracting(StageStatus::status)
                .containsOnly(StageStatus.Status.SUCCEEDED);
        assertThat(asset.state()).isEqualTo(Asset.State.PUBLISHED);
        assertThat(asset.complete()).isFalse();
        assertThat(asset.crops()).hasSize(3);
    }

    /** A real face cut by the left edge, and its mirror image by the right one. */
    private static BufferedImage facesAtBothEdges() throws IOException {
        var astronaut =
                Pictures.photographs().stream()
                        .filter(file -> file.endsWith("astronaut.png"))
                        .findFirst()
                        .orElseThrow();
        BufferedImage half = ImageIO.read(astronaut.toFile());
        int width = half.getWidth() - FACE_BEGINS;
        var both = new BufferedImage(2 * width, half.getHeight(), BufferedImage.TYPE_INT_RGB);
        var pen = both.createGraphics();
        pen.drawImage(half, -FACE_BEGINS, 0, null);
        pen.drawImage(half, 2 * width + FACE_BEGINS, 0, -half.getWidth(), half.getHeight(), null);
        pen.dispose();
        return both;
    }
}
