package io.darkroom.captioning;

import io.darkroom.contracts.Failure;
import io.darkroom.imaging.ImageException;
import io.darkroom.stage.TerminalStageException;

/** What both stages say of a picture that cannot be decoded. */
public final class Undecodable {
    private Undecodable() {}

    /** The end of the run, with the problem type of the API. */
    public static TerminalStageException because(ImageException e) {
        return new TerminalStageException(
                Failure.of(e.slug(), "The picture cannot be decoded", e.getMessage()), e);
    }
}
