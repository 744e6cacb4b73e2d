package io.darkroom.captioning.model;

/**
 * One question about a picture.
 *
 * @param stage for whom, as metrics name it
 * @param tenant who pays
 * @param sha256 of the original, lower-case hex
 * @param picture as the model gets to see it
 * @param system what the model is told to be
 * @param user what it is asked
 */
public record Ask(
        String stage,
        String tenant,
        String sha256,
        ShownPicture picture,
        String system,
        String user,
        AnswerSchema schema) {}
