package io.darkroom.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.service.events.DeadLetters;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.storage.ObjectMissingException;
import io.darkroom.storage.ObjectStoreException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final DeadLetters deadLetters = mock(DeadLetters.class);
    private final Patience patience =
            new Patience(deadLetters, Duration.ofMillis(1), Duration.ofMillis(1));
    private final ConsumerRecord<String, byte[]> record =
            new ConsumerRecord<>("topic", 0, 0, "key", new byte[0]);

    @BeforeEach
    void letters() {
        when(deadLetters.setAside(any(), anyString(), any(Problem.class), anyInt()))
                .thenReturn(Uni.createFrom().voidItem());
        when(deadLetters.setAside(any(), anyString(), any(Failure.class), anyInt()))
                .thenReturn(Uni.createFrom().voidItem());
    }

    @Test
    void anOutageIsWaitedForAndIsNoDeadLetter() {
        var attempts = new AtomicInteger();

        patience.work(
                record,
                "intake",
                () -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new ObjectStoreException("The store is away", null);
                    }
                });

        assertThat(attempts).hasValue(2);
        verify(deadLetters, never()).setAside(any(), anyString(), any(Problem.class), anyInt());
        verify(deadLetters, never()).setAside(any(), anyString(), any(Failure.class), anyInt());
    }

    @Test
    void whatCannotBeAcceptedIsSetAsideAtOnceWithItsProblem() {
        var problem = ProblemType.NOT_AN_IMAGE.because("no picture");

        patience.work(
                record,
                "intake",
                () -> {
                    throw new io.darkroom.service.problem.ProblemException(problem);
                });

        verify(deadLetters).setAside(eq(record), eq("intake"), eq(problem), eq(1));
    }

    @Test
    void aDefectIsTriedAFewTimes() {
        var attempts = new AtomicInteger();

        patience.work(
                record,
                "intake",
                () -> {
                    attempts.incrementAndGet();
                    throw new ObjectMissingException(new ObjectRef("b", "k"));
                });

        assertThat(attempts).hasValue(4);
        verify(deadLetters).setAside(eq(record), eq("intake"), any(Failure.class), eq(4));
    }
}
