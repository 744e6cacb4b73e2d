package io.darkroom.captioning.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.captioning.model.Provider;
import io.darkroom.captioning.model.StandInModels;
import io.darkroom.captioning.model.TestModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many pictures an instance has in hand for the questions that may be out (ADR 0050). */
class PlacesTest {

    /** KubernetesFilesTest of deploy/checks knows the 48. */
    @ParameterizedTest
    @CsvSource({"1, 3", "16, 48", "64, 192", "100, 228"})
    void twoPicturesAreMadeReadyBehindEachQuestionAndNoMoreThan128InAll(int questions, int places) {
        try (var server = new StandInModels()) {
            var model =
                    TestModel.of(server, Provider.OPENAI)
                            .with("darkroom.model.in-flight", Integer.toString(questions));

            assertThat(TestVision.of(model).inFlight()).isEqualTo(places);
        }
    }
}
