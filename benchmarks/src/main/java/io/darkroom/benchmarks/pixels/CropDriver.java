package io.darkroom.benchmarks.pixels;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.stage.KeptInput;
import io.darkroom.transform.smartcrop.SmartCropStage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;

/**
 * The process that crops as the stage does, line by line as {@code sharp-crops.mjs} is told to.
 * Nothing is stored, and no debug picture is drawn.
 */
public final class CropDriver {
    private static final String WRITE = "write";

    private final SmartCropStage stage;

    private CropDriver(boolean faces) {
        stage = new SmartCropStage(faces ? new Analyser() : Analyser.withoutFaces(), false);
    }

    /** With {@code faces} or {@code no-faces}. */
    public static void main(String[] arguments) throws IOException {
        var driver = new CropDriver(arguments[0].equals("faces"));
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(driver.answer(line.split("\t")));
        }
    }

    private String answer(String[] line) throws IOException {
        var input =
                new KeptInput(
                        Stage.SMART_CROP,
                        Files.readAllBytes(Path.of(line[1])),
                        UploadRequest.EMPTY);
        long start = System.nanoTime();
        StageOutcome outcome;
        try (var _ = new PointerScope()) {
            outcome = stage.run(input);
        }
        double took = (System.nanoTime() - start) / 1e6;
        if (line[0].equals(WRITE) && outcome instanceof StageOutcome.Succeeded succeeded) {
            write(Path.of(line[2]), input, (StageResult.Cropped) succeeded.result());
        }
        return String.format(Locale.ROOT, "%.3f", took);
    }

    private static void write(Path folder, KeptInput input, StageResult.Cropped cropped)
            throws IOException {
        var boxes = new StringBuilder();
        for (Crop crop : cropped.crops()) {
            String name = crop.ratio().slug();
            Box box = crop.box();
            boxes.append(
                    "%s\t%d\t%d\t%d\t%d\n"
                            .formatted(name, box.x(), box.y(), box.width(), box.height()));
            byte[] file = Objects.requireNonNull(input.files().get("crop-" + name));
            Files.write(folder.resolve(name + ".jpg"), file);
        }
        Files.writeString(folder.resolve("boxes.tsv"), boxes);
    }
}
