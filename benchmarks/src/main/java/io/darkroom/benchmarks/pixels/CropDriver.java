package io.darkroom.benchmarks.pixels;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.transform.smartcrop.SmartCropStage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
        try (var _ = new PointerScope()) {
            stage.run(input);
        }
        double took = (System.nanoTime() - start) / 1e6;
        if (line[0].equals(WRITE)) {
            for (var file : input.files().entrySet()) {
                String name = file.getKey().replace("crop-", "") + ".jpg";
                Files.write(Path.of(line[2]).resolve(name), file.getValue());
            }
        }
        return String.format(Locale.ROOT, "%.3f", took);
    }
}
