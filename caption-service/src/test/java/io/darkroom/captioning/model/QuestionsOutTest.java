package io.darkroom.captioning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.darkroom.captioning.Inputs;
import io.darkroom.captioning.model.StandInModels.Reaction;
import io.darkroom.captioning.model.StandInModels.Says;
import io.darkroom.captioning.vision.Pictures;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.stage.RunAlone;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many questions are at the provider at once: darkroom.model.in-flight, for each stage. */
class QuestionsOutTest {
    private static final int BOUND = 3;
    private static final int PICTURES = 9;
    private static final byte[] PICTURE = Pictures.picture();

    private final StandInModels server = new StandInModels();
    private final ExecutorService stages = Executors.newVirtualThreadPerTaskExecutor();
    private final HeldAnswers held = new HeldAnswers();
    private final List<Future<Reply>> replies = new ArrayList<>();
    private final ModelClient client =
            TestModel.of(server, Provider.OPENAI)
                    .with("darkroom.model.timeout", "60s")
                    .with("darkroom.model.in-flight", Integer.toString(BOUND))
                    .client();

    @BeforeEach
    void hold() {
        server.behave((_, _) -> held.answer());
    }

    @AfterEach
    void close() {
        held.letGo(PICTURES + 1);
        stages.shutdownNow();
        server.close();
    }

    @Test
    void theBoundIsReachedAndNeverPassed() throws Exception {
        askForEachPicture("auto-tag");
        await().until(() -> held.out() >= BOUND);

        // Each answer makes room for one more question, until all have been asked.
        for (int asked = BOUND + 1; asked <= PICTURES; asked++) {
            int expected = asked;
            held.letGo(1);
            await().until(() -> server.questions().size() >= expected && held.out() >= BOUND);
        }
        held.letGo(BOUND);

        for (var reply : replies) {
            assertThat(reply.get(20, TimeUnit.SECONDS).answer()).isPresent();
        }
        assertThat(held.most()).isEqualTo(BOUND);
    }

    @Test
    void aStageAtItsBoundHoldsNoOtherUp() {
        askForEachPicture("auto-tag");
        await().until(() -> held.out() >= BOUND);

        ask("caption", "what is there?");

        await().until(() -> held.out() == BOUND + 1);
        assertThat(server.questions().getLast().user()).isEqualTo("what is there?");
    }

    /** Else a hundred repeated records would wait for each other's answers (ADR 0041). */
    @Test
    void whatRunsAloneLetsOthersRunOnceTheModelIsAsked() {
        var othersRan = new AtomicInteger();

        replies.add(
                stages.submit(
                        RunAlone.until(
                                () -> othersRan.addAndGet(1 + held.out()),
                                () -> client.ask(question("caption", "what is there?")))));
        await().until(() -> held.out() == 1);

        assertThat(othersRan).as("before the question was out, and once").hasValue(1);
        assertThat(replies.getFirst()).isNotDone();
    }

    /** Else originals would fill the memory for as long as the model takes. */
    @Test
    void theOriginalIsLetGoOnceTheModelIsAskedAndThePictureIsKept() {
        var input = Inputs.of(PICTURE, UploadRequest.EMPTY);
        var picture = new ShownPicture(input);

        ask(question("caption", "what is there?", picture));
        await().until(() -> held.out() == 1);

        assertThatIllegalStateException().isThrownBy(input::original);
        ask(question("caption", "what else?", picture));
        await().until(() -> held.out() == 2);
        assertThat(server.questions().getLast().picture())
                .isEqualTo(server.questions().getFirst().picture());
    }

    private void askForEachPicture(String stage) {
        for (int i = 0; i < PICTURES; i++) {
            ask(stage, "number " + i);
        }
    }

    private void ask(String stage, String words) {
        ask(question(stage, words));
    }

    private void ask(Ask ask) {
        replies.add(stages.submit(() -> client.ask(ask)));
    }

    private static Ask question(String stage, String words) {
        return question(stage, words, new ShownPicture(Inputs.of(PICTURE, UploadRequest.EMPTY)));
    }

    private static Ask question(String stage, String words, ShownPicture picture) {
        return new Ask(
                stage,
                "default",
                "ab".repeat(32),
                picture,
                "You look.",
                words,
                AnswerSchema.load("tags"));
    }

    /** Keeps every answer back until told, and counts the questions that wait for theirs. */
    private static final class HeldAnswers {
        private final Semaphore answers = new Semaphore(0);
        private final AtomicInteger out = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Reaction answer() {
            most.accumulateAndGet(out.incrementAndGet(), Math::max);
            // Before the answer leaves: whoever gets it may ask the next at once.
            answers.acquireUninterruptibly();
            out.decrementAndGet();
            return new Says("{\"tags\":[]}");
        }

        void letGo(int questions) {
            answers.release(questions);
        }

        int out() {
            return out.get();
        }

        int most() {
            return most.get();
        }
    }
}
