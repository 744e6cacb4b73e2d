package io.darkroom.stage;

/** What becomes of a record. */
enum Settlement {
    /** Its outcome is published, or it asked for nothing: never again. */
    DONE,
    /** Given back, to be delivered again, perhaps to another instance. */
    GIVEN_BACK
}
