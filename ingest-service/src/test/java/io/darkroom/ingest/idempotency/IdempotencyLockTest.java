package io.darkroom.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Database;
import io.darkroom.service.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who works on a request, for how long, and under which id. */
@QuarkusTest
class IdempotencyLockTest {
    @Inject Idempotency idempotency;

    private final String key = UUID.randomUUID().toString();

    @Test
    void whatFailedIsDoneUnderTheSameIdUnlessAnotherRequestComes() {
        var ids = new ArrayList<UUID>();
        Function<Subject, Response> failing =
                subject -> {
                    ids.add(subject.id());
                    throw new IllegalStateException("The database did not say what became of it");
                };
        for (String request : List.of("one", "one", "another")) {
            assertThatThrownBy(() -> once(request, failing))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void workThatTakesLongerThanItsLockIsNotTakenOverWhileItsInstanceLives() {
        once(
                "one",
                _ -> {
                    set("locked_until = now() - interval '1 s'");
                    idempotency.renew();

                    assertThatThrownBy(() -> once("one", this::taken))
                            .isInstanceOfSatisfying(
                                    ProblemException.class,
                                    refused ->
                                            assertThat(refused.problem().status()).isEqualTo(409));
                    return Response.noContent().build();
                });
    }

    @Test
    void whatHangsDoesNotHoldItsKeyForEver() {
        once(
                "one",
                _ -> {
                    set("locked_until = now() - interval '1 s'");
                    idempotency.renewBegunSince(System.nanoTime());
                    assertThat(isFree()).isTrue();
                    return Response.noContent().build();
                });
    }

    @Test
    void whatWasGivenUpOrTakenOverIsNotRenewed() {
        once(
                "one",
                _ -> {
                    set("locked_until = '-infinity'");
                    idempotency.renew();
                    assertThat(isFree()).as("given up").isTrue();

                    set("owner = gen_random_uuid(), locked_until = now() - interval '1 s'");
                    idempotency.renew();
                    assertThat(isFree()).as("taken over").isTrue();
                    return Response.noContent().build();
                });
        set("status = NULL, locked_until = now() - interval '1 s'");
        idempotency.renew();
        assertThat(isFree()).as("at its end").isTrue();
    }

    private boolean isFree() {
        return Database.number(
                        "SELECT count(*) FROM ingest.idempotency"
                                + ours()
                                + " AND locked_until < now()")
                == 1;
    }

    private Response taken(Subject subject) {
        throw new AssertionError("Taken over under " + subject.id());
    }

    private void once(String request, Function<Subject, Response> work) {
        idempotency.once(TestKeys.TENANT, key, () -> Fingerprint.of(request), work);
    }

    private void set(String columns) {
        Database.execute("UPDATE ingest.idempotency SET " + columns + ours());
    }

    private String ours() {
        return " WHERE key = '" + key + "' AND tenant = '" + TestKeys.TENANT + "'";
    }
}
