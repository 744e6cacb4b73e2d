package io.darkroom.captioning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.captioning.Inputs;
import io.darkroom.captioning.model.StandInModels.Fails;
import io.darkroom.captioning.model.StandInModels.Says;
import io.darkroom.captioning.model.StandInModels.Slow;
import io.darkroom.captioning.vision.Pictures;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.stage.DeferredStageException;
import io.darkroom.storage.InMemoryObjectStore;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStoreException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Nothing is paid for twice, and nobody spends more than allowed. */
class ModelClientTest {
    private static final StandInModels SERVER = new StandInModels();
    private static final byte[] PICTURE = Pictures.picture();
    private static final String ANSWER = "{\"tags\":[]}";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void theSameQuestionIsPaidForOnceWhoeverAsks() {
        SERVER.always(new Says(ANSWER));
        var model = model();

        Reply first = model.client().ask(ask("a", "what?"));
        Reply second = model.client().ask(ask("a", "what?"));

        assertThat(first.cost()).isNotNull();
        assertThat(second.cost()).as("kept by one instance, found by another").isNull();
        assertThat(second.answer()).isEqualTo(first.answer());
        assertThat(SERVER.questions()).hasSize(1);
    }

    @Test
    void anotherQuestionPictureOrTenantIsAnotherAnswer() {
        SERVER.always(new Says(ANSWER));
        var client = model().client();

        client.ask(ask("a", "what?"));
        client.ask(ask("a", "what else?"));
        client.ask(ask("b", "what?"));

        assertThat(SERVER.questions()).hasSize(3);
    }

    @Test
    void twoAtOnceAskOnce() throws Exception {
        SERVER.always(new Slow(new Says(ANSWER), 200));
        var client = model().client();
        var work = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 8; i++) {
            work.add(() -> client.ask(ask("a", "at once?")));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reply : threads.invokeAll(work)) {
                assertThat(reply.get().answer()).isPresent();
            }
        }
        assertThat(SERVER.questions()).hasSize(1);
    }

    @Test
    void anAnswerThatCouldNotBeStoredIsNotPaidForAgain() {
        SERVER.always(new Says(ANSWER));
        var broken = new AtomicBoolean(true);
        var client = model().with(failing(broken)).client();

        client.ask(ask("a", "stored?"));
        client.ask(ask("a", "stored?"));
        broken.set(false);
        client.ask(ask("a", "stored?"));

        assertThat(SERVER.questions()).hasSize(1);
    }

    @Test
    void whatIsForgottenIsAskedAgain() {
        SERVER.always(new Says(ANSWER));
        var client = model().client();

        client.forget(client.ask(ask("a", "useful?")));
        client.ask(ask("a", "useful?"));

        assertThat(SERVER.questions()).hasSize(2);
    }

    @Test
    void aTenantThatUsedItsBudgetUpIsPutOffAndNobodyElse() {
        SERVER.always(new Says(ANSWER));
        var now = Instant.parse("2026-11-23T22:30:00Z");
        var model =
                model().with("darkroom.model.budget.tenants.small", "0.005")
                        .at(Clock.fixed(now, ZoneOffset.UTC));
        var client = model.client();
        int paid = 0;
        Failure reason = null;
        Instant until = null;
        while (reason == null) {
            try {
                client.ask(ask("small", "number " + paid));
                paid++;
            } catch (DeferredStageException e) {
                reason = e.failure();
                until = e.until();
            }
        }

        assertThat(paid).as("0.005 USD at 0.00042680 each, never more").isBetween(8, 11);
        assertThat(reason.type()).endsWith(":model-budget-reached");
        assertThat(reason.detail()).contains("USD").contains("2026-11-23");
        assertThat(until).isEqualTo(now.plus(Duration.ofHours(1)));
        assertThat(model.notices())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.tenant()).isEqualTo("small");
                    assertThat(notice.day()).isEqualTo("2026-11-23");
                    assertThat(notice.limit()).isEqualByComparingTo("0.005");
                    assertThat(notice.spent()).isLessThanOrEqualTo(notice.limit());
                    assertThat(notice.until()).isEqualTo(now.plus(Duration.ofHours(1)));
                });
        assertThat(client.ask(ask("large", "mine?")).answer()).isPresent();
        assertThat(
                        model.meters()
                                .get("darkroom.model.budget.deferred")
                                .tag("tenant", "small")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void instancesShareABudgetAndADayHasItsOwn() {
        SERVER.always(new Says(ANSWER));
        var model = model().with("darkroom.model.budget.per-day", "0.0019");
        var now = Instant.parse("2026-11-23T12:00:00Z");
        model.at(Clock.fixed(now, ZoneOffset.UTC)).client().ask(ask("a", "one"));
        model.client().ask(ask("a", "two"));

        assertThatThrownBy(() -> model.client().ask(ask("a", "three")))
                .isInstanceOf(DeferredStageException.class);
        model.at(Clock.fixed(now.plus(Duration.ofDays(1)), ZoneOffset.UTC));
        assertThat(model.client().ask(ask("a", "three")).answer()).isPresent();
    }

    @Test
    void troubleCostsNothing() {
        SERVER.behave((_, number) -> number < 3 ? new Fails(500) : new Says(ANSWER));
        var model = model().with("darkroom.model.budget.per-day", "0.0019");

        model.client().ask(ask("a", "again?"));
        model.client().ask(ask("a", "and again?"));

        assertThat(model.meters().get("darkroom.model.cost").counter().count())
                .isEqualTo(2 * 0.00042680, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void aBudgetWithoutAPriceStopsTheService() {
        var model = TestModel.of(SERVER, Provider.OLLAMA).withoutPrice();

        assertThatThrownBy(() -> model.with("darkroom.model.budget.per-day", "5").client())
                .hasMessageContaining("darkroom.model.price");
    }

    @Test
    void aModelWithoutANameOrAKeyStopsTheService() {
        assertThatThrownBy(() -> model().with("darkroom.model.name", "").client())
                .hasMessageContaining("darkroom.model.name");
        assertThatThrownBy(() ->
                        TestModel.of(SERVER, Provider.ANTHROPIC)
                                .with("darkroom.model.api-key", "")
                                .client())
                .hasMessageContaining("darkroom.model.api-key");
    }

    private static TestModel model() {
        return TestModel.of(SERVER, Provider.OPENAI);
    }

    private static Ask ask(String tenant, String user) {
        return new Ask(
                "auto-tag",
                tenant,
                "ab".repeat(32),
                new ShownPicture(Inputs.of(PICTURE, UploadRequest.EMPTY)),
                "You label.",
                user,
                AnswerSchema.load("tags"));
    }

    /** A store that takes nothing while it is broken. */
    private static ObjectStore failing(AtomicBoolean broken) {
        var real = new InMemoryObjectStore();
        real.ensureBucket("darkroom-variants");
        return (ObjectStore)
                Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (_, method, arguments) -> {
                            if (broken.get() && method.getName().equals("put")) {
                                throw new ObjectStoreException("away", null);
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (java.lang.reflect.InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
