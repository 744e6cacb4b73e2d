package io.darkroom.transform.smartcrop;

import io.darkroom.contracts.Finding;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.UploadRequest.Renditions.Format;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageType;
import io.darkroom.stage.StageInput;
import java.util.ArrayList;
import java.util.List;

/** Stores the files of all crops and keeps account of what could not be made as asked. */
final class CropShelf {
    private final StageInput input;
    private final List<StoredVariant> variants = new ArrayList<>();
    private final List<String> narrowed = new ArrayList<>();
    private final List<String> unwritten = new ArrayList<>();

    CropShelf(StageInput input) {
        this.input = input;
    }

    /** Makes and stores the files of one crop; gives the names of those that there are. */
    List<String> store(List<CropFiles.Wanted> files, CropCutter cutter) {
        var names = new ArrayList<String>();
        for (CropFiles.Wanted file : files) {
            if (file.format() == Format.AVIF && !ImageEncoder.writes(ImageType.AVIF)) {
                unwritten.add(file.name());
                continue;
            }
            Encoding encoding = cutter.encoding(file.format());
            variants.add(
                    input.store(
                            file.name(),
                            cutter.file(file),
                            encoding.type().contentType(),
                            file.width(),
                            file.height(),
                            false));
            names.add(file.name());
            if (file.narrowed()) {
                narrowed.add("%s (%d pixels)".formatted(file.name(), file.width()));
            }
        }
        return names;
    }

    void storeDebug(DebugPicture picture) {
        variants.add(
                input.storeForReviewers(
                        DebugPicture.NAME,
                        picture.content(),
                        ImageType.JPEG.contentType(),
                        picture.width(),
                        picture.height()));
    }

    List<StoredVariant> variants() {
        return List.copyOf(variants);
    }

    List<Finding> warnings() {
        var warnings = new ArrayList<Finding>();
        if (!narrowed.isEmpty()) {
            warnings.add(
                    new Finding(
                            "rendition-not-upscaled",
                            null,
                            "Narrower than asked, because the crop has no more pixels: "
                                    + String.join(", ", narrowed)));
        }
        if (!unwritten.isEmpty()) {
            warnings.add(
                    new Finding(
                            "rendition-format-unavailable",
                            null,
                            "AVIF needs libvips with an AV1 encoder on the machine of the stage,"
                                    + " and it is not installed. Not made: "
                                    + String.join(", ", unwritten)));
        }
        return warnings;
    }
}
