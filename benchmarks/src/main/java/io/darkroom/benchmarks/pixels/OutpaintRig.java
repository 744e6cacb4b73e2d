package io.darkroom.benchmarks.pixels;

import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.stage.KeptInput;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.transform.outpaint.OutpaintSettings;
import io.darkroom.transform.outpaint.OutpaintStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/** The outpaint stage without the service around it; its files go into a folder. */
final class OutpaintRig implements AutoCloseable {
    private final Analyser analyser = new Analyser();
    private final OutpaintStage stage = new OutpaintStage(analyser, OutpaintSettings.builtIn());
    private final Path folder;

    OutpaintRig(Path folder) {
        this.folder = folder;
    }

    /** Extends, and writes the result to {@code <picture>/<variant>.jpg}. */
    Outpainted extend(Path picture, OutpaintRequest request) {
        String name = picture.getFileName().toString().replace(".jpg", "");
        try {
            return extend(name, Files.readAllBytes(picture), request);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not extend " + picture, e);
        }
    }

    private Outpainted extend(String name, byte[] original, OutpaintRequest request)
            throws IOException {
        var asked =
                new UploadRequest(
                        null, null, null, null, null, null, null, null, null, request, null, null,
                        null, null);
        var input = new KeptInput(Stage.OUTPAINT, original, asked);
        long cpu = cpu();
        long start = System.nanoTime();
        StageOutcome outcome = null;
        String refusal = null;
        try (var _ = new PointerScope()) {
            outcome = stage.run(input);
        } catch (TerminalStageException e) {
            refusal = e.failure().detail();
        }
        double whole = (System.nanoTime() - start) / 1e6;
        double spent = (cpu() - cpu) / 1e6;
        return outcome instanceof StageOutcome.Succeeded done
                        && done.result() instanceof StageResult.Extended(Outpaint outpaint)
                ? made(name, input, outpaint, whole, spent)
                : none(name, outcome, refusal, whole, spent);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private Outpainted made(
            String name, KeptInput input, Outpaint outpaint, double whole, double cpu)
            throws IOException {
        String variant = outpaint.variants().getFirst();
        String file = name + "/" + variant + ".jpg";
        Files.createDirectories(folder.resolve(name));
        Files.write(folder.resolve(file), input.files().get(variant));
        return new Outpainted(
                name,
                file,
                outpaint.method(),
                outpaint.placement(),
                outpaint.findings(),
                null,
                whole,
                cpu);
    }

    private static Outpainted none(
            String name,
            @Nullable StageOutcome outcome,
            @Nullable String refusal,
            double whole,
            double cpu) {
        String why =
                outcome instanceof StageOutcome.Skipped(String reason)
                        ? "skipped: " + reason
                        : "refused: " + refusal;
        return new Outpainted(name, null, null, null, List.of(), why, whole, cpu);
    }

    @Override
    public void close() {
        analyser.close();
    }
}
