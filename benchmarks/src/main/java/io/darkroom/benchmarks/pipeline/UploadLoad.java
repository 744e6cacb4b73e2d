package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.local.launch.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Uploads through Darkroom and bare puts of the same picture, round by round. */
final class UploadLoad {
    static final int AT_A_TIME = 4;

    /** Waits until nothing of an upload is left to do. */
    @FunctionalInterface
    interface Aftermath {
        void await(UUID asset) throws InterruptedException;
    }

    private final Run run;
    private final RunningDarkroom darkroom;
    private final BareStore store;
    private final SamplePicture picture;
    private final Map<String, Endpoints.Service> services;
    private final int uploads;
    private final List<UUID> sent = new ArrayList<>();

    UploadLoad(Run run, RunningDarkroom darkroom, BareStore store, SamplePicture picture) {
        this.run = run;
        this.darkroom = darkroom;
        this.store = store;
        this.picture = picture;
        this.services = RunningEndpoints.of(run.state()).services();
        this.uploads = run.size(32, 4);
    }

    SamplePicture picture() {
        return picture;
    }

    /** In a round. */
    int uploads() {
        return uploads;
    }

    void warmUp(int rounds) throws InterruptedException {
        var dropped = new UploadRounds();
        for (int i = 0; i < rounds; i++) {
            run.progress().step("upload: warming up, round %d of %d".formatted(i + 1, rounds));
            throughDarkroom(dropped, darkroom::published);
            bare(dropped);
        }
        sent.clear();
    }

    UploadRounds rounds(String how, Aftermath aftermath) throws InterruptedException {
        var rounds = new UploadRounds();
        int count = run.size(15, 2);
        for (int i = 0; i < count; i++) {
            run.progress().step("upload: %s, round %d of %d".formatted(how, i + 1, count));
            if (i % 2 == 0) {
                throughDarkroom(rounds, aftermath);
                bare(rounds);
            } else {
                bare(rounds);
                throughDarkroom(rounds, aftermath);
            }
            rounds.heap(darkroom.ingestHeap());
        }
        return rounds;
    }

    /** Until everything that was uploaded since the warm-up is published. */
    void settle() throws InterruptedException {
        run.progress().step("upload: until all of it is published");
        for (UUID asset : sent) {
            darkroom.published(asset);
        }
        sent.clear();
    }

    private void throughDarkroom(UploadRounds rounds, Aftermath aftermath)
            throws InterruptedException {
        var before = ProcessorTime.now(run.state(), services);
        var load =
                Load.run(
                        uploads,
                        AT_A_TIME,
                        _ -> darkroom.upload(picture, RunningDarkroom.IDLE_STAGE));
        rounds.darkroom(
                load.rate(), ProcessorTime.now(run.state(), services).millisEach(before, uploads));
        sent.addAll(load.results());
        for (UUID asset : load.results()) {
            aftermath.await(asset);
        }
    }

    private void bare(UploadRounds rounds) throws InterruptedException {
        var before = ProcessorTime.now(run.state(), services);
        var load =
                Load.run(
                        uploads,
                        AT_A_TIME,
                        index -> {
                            store.put(picture);
                            return index;
                        });
        rounds.bare(
                load.rate(), ProcessorTime.now(run.state(), services).millisEach(before, uploads));
    }
}
