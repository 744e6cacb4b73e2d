package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Cost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model that fills the transparent part of a picture by an instruction. */
public interface ImageEdits {

    /**
     * A size that the model takes and gives.
     *
     * @param width in pixels
     * @param height in pixels
     */
    record Size(int width, int height) {
        public Size {
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("A size is at least 1x1");
            }
        }

        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    /** As it is reported, such as {@code openai}. */
    String engine();

    /** The model's name as its provider gives it. */
    String model();

    /** At least one. */
    List<Size> sizes();

    /** What a picture costs; null where the operator gives no price. */
    @Nullable Cost cost();

    /**
     * Fills in.
     *
     * @param png with transparent pixels where it is to be filled, in one of the sizes
     * @param mask PNG of the same size, transparent in the same places
     * @return a file of one of the types that imaging reads; not to be trusted
     * @throws io.darkroom.stage.TerminalStageException where the provider refuses this picture or
     *     instruction
     * @throws io.darkroom.stage.TransientStageException where another try may help
     * @throws io.darkroom.stage.DependencyOutageException where nobody would fare better now
     */
    byte[] edit(byte[] png, byte[] mask, Size size, String prompt);
}
