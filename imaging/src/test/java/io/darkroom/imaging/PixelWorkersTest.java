package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PixelWorkersTest {

    private final PixelWorkers workers = new PixelWorkers(2);

    @AfterEach
    void stop() {
        workers.close();
    }

    @Test
    void runsOnItsOwnPlatformThreadsAndNeverMoreThanItHas() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> names = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                names.add(
                        callers.submit(() ->
                                workers.run(() -> {
                                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                    try (Picture p =
                                            ImageDecoder.decode(
                                                    Samples.jpeg(), ImageLimits.DEFAULT)) {
                                        assertThat(p.width()).isEqualTo(Samples.WIDTH);
                                    }
                                    running.decrementAndGet();
                                    return Thread.currentThread().getName();
                                })));
            }
            for (Future<String> name : names) {
                assertThat(name.get()).startsWith("pixels-");
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void givesThePictureThatOutlivesItsScope() throws InterruptedException {
        try (Picture picture =
                workers.run(() -> ImageDecoder.decode(Samples.png(), ImageLimits.DEFAULT))) {
            Corners.of(picture).assertNear(Corners.UPRIGHT, 0);
        }
    }

    @Test
    void freesWhatATaskLeavesBehind() throws InterruptedException {
        Mat left = workers.run(() -> new Mat(10, 10, PixelTypes.BGR));
        assertThat(left.isNull()).isTrue();
    }

    @Test
    void throwsWhatTheTaskThrows() {
        assertThatExceptionOfType(ImageException.Empty.class)
                .isThrownBy(() ->
                        workers.run(() -> ImageDecoder.decode(new byte[0], ImageLimits.DEFAULT)));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        workers.run(() -> {
                            throw new IOException("checked");
                        }))
                .withMessage("checked");
    }

    @Test
    void lacksNoThreadAfterAFailure() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() ->
                            workers.run(() -> {
                                throw new AssertionError("an error, not an exception");
                            }));
        }
        assertThat(workers.run(() -> 1)).isEqualTo(1);
    }

    @Test
    void closesThePictureThatNobodyWaitsForAnyMore() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Picture> made = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                workers.run(() -> {
                                    started.countDown();
                                    goOn.await();
                                    made.set(
                                            ImageDecoder.decode(
                                                    Samples.png(), ImageLimits.DEFAULT));
                                    return made.get();
                                });
                            } catch (Exception e) {
                                thrown.set(e);
                            }
                        });
        started.await();
        caller.interrupt();
        caller.join();
        goOn.countDown();
        workers.close();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(made.get()).isNotNull();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(made.get()::width);
    }
}
