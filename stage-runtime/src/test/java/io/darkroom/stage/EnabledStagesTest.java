package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.Stage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnabledStagesTest {
    private final List<StageWork> works =
            List.of(new ToyStages.ToyTags(new Toys()), new ToyStages.ToyCrops(new Toys()));

    @Test
    void allStagesOfTheServiceRunByDefault() {
        assertThat(EnabledStages.of(works, Optional.empty()))
                .containsOnlyKeys(Stage.AUTO_TAG, Stage.SMART_CROP);
    }

    @Test
    void onlyTheNamedOnesRun() {
        assertThat(EnabledStages.of(works, Optional.of(List.of(" auto-tag "))))
                .containsOnlyKeys(Stage.AUTO_TAG);
        assertThat(EnabledStages.of(works, Optional.of(List.of("none")))).isEmpty();
    }

    @Test
    void aNameThatIsNoneOfThisServicesStagesIsRefused() {
        assertThatThrownBy(() -> EnabledStages.of(works, Optional.of(List.of("caption"))))
                .hasMessageContaining("caption")
                .hasMessageContaining("auto-tag, smart-crop");
        assertThatThrownBy(() -> EnabledStages.of(works, Optional.of(List.of("crop"))))
                .hasMessageContaining("Unknown stage 'crop'");
    }

    @Test
    void twoBeansForOneStageAreRefused() {
        var twice =
                List.<StageWork>of(
                        new ToyStages.ToyTags(new Toys()), new ToyStages.ToyTags(new Toys()));

        assertThatThrownBy(() -> EnabledStages.of(twice, Optional.empty()))
                .hasMessageContaining("auto-tag");
    }
}
