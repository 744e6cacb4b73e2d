package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stage that succeeded found or made, one kind for each stage. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "stage")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StageResult.Captioned.class, name = "caption"),
    @JsonSubTypes.Type(value = StageResult.Tagged.class, name = "auto-tag"),
    @JsonSubTypes.Type(value = StageResult.Cropped.class, name = "smart-crop"),
    @JsonSubTypes.Type(value = StageResult.Extended.class, name = "outpaint")
})
public sealed interface StageResult {

    /** The stage whose result this is, as it stands in JSON. */
    default Stage stage() {
        return switch (this) {
            case Captioned _ -> Stage.CAPTION;
            case Tagged _ -> Stage.AUTO_TAG;
            case Cropped _ -> Stage.SMART_CROP;
            case Extended _ -> Stage.OUTPAINT;
        };
    }

    /** Captions, one for each language that could be written. */
    record Captioned(List<Caption> captions) implements StageResult {
        public Captioned {
            captions = Require.list(captions, "result.captions");
        }
    }

    /** Tags, surest first; none is a result too. */
    record Tagged(List<Tag> tags) implements StageResult {
        public Tagged {
            tags = Require.list(tags, "result.tags");
        }
    }

    /**
     * Crops in the order asked, around one focal point.
     *
     * @param perceptualHash of the original, as {@link Original} has it: whoever crops has decoded
     *     the picture, and nobody need do so again for the hash; absent where it was not taken
     */
    record Cropped(
            @Nullable FocalPoint focalPoint, List<Crop> crops, @Nullable String perceptualHash)
            implements StageResult {
        public Cropped {
            crops = Require.list(crops, "result.crops");
            Require.perceptualHashOrAbsent(perceptualHash, "result.perceptualHash");
        }
    }

    /** An extended picture. */
    record Extended(Outpaint outpaint) implements StageResult {
        public Extended {
            Require.present(outpaint, "result.outpaint");
        }
    }
}
