package io.darkroom.captioning.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.captioning.model.StandInModels.Fails;
import io.darkroom.captioning.model.StandInModels.Says;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wrong with the configuration of a model is told at readiness, in words. */
class ModelHealthTest {
    private static final StandInModels SERVER = new StandInModels();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aModelThatIsThereIsReady(Provider provider) {
        SERVER.onLook(new Says("{}"));

        HealthCheckResponse answer = TestModel.of(SERVER, provider).health().call();

        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(answer.getData().orElseThrow())
                .containsEntry("provider", provider.id())
                .containsEntry("model", "stand-in")
                .doesNotContainKey("problem");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aWrongKeyIsTold(Provider provider) {
        SERVER.onLook(new Fails(401));

        assertThat(problem(TestModel.of(SERVER, provider)))
                .isEqualTo(
                        "The provider refuses the key (status 401): check darkroom.model.api-key");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aWrongNameIsTold(Provider provider) {
        SERVER.onLook(new Fails(404));

        assertThat(problem(TestModel.of(SERVER, provider)))
                .isEqualTo(
                        "The provider knows no such model or address (status 404): check"
                                + " darkroom.model.name and darkroom.model.base-url");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void anAddressWhereNobodyListensIsTold(Provider provider) throws IOException {
        var model =
                TestModel.of(SERVER, provider)
                        .with("darkroom.model.base-url", "http://localhost:" + freePort() + "/v1");

        assertThat(problem(model)).isEqualTo("Nobody answers at darkroom.model.base-url");
    }

    @Test
    void aHostThatIsNotKnownIsTold() {
        var model =
                TestModel.of(SERVER, Provider.OPENAI)
                        .with("darkroom.model.base-url", "http://no-such-host.invalid/v1");

        assertThat(problem(model))
                .isIn(
                        "The host of darkroom.model.base-url is not known",
                        "Nobody answers at darkroom.model.base-url");
    }

    @Test
    void withoutAModelTheBuiltInEngineIsReady() {
        var model = TestModel.of(SERVER, Provider.OPENAI).with("darkroom.model.provider", "none");

        HealthCheckResponse answer = model.health().call();

        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(answer.getData().orElseThrow()).containsEntry("engine", "built-in");
    }

    /** The words; neither they nor anything beside them may hold the key or the provider's text. */
    private static String problem(TestModel model) {
        HealthCheckResponse answer = model.health().call();
        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        var data = answer.getData().orElseThrow();
        assertThat(Stream.of(data.values().toArray()).map(String::valueOf))
                .noneMatch(text -> text.contains("sk-secret") || text.contains("was refused"));
        return String.valueOf(data.get("problem"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
