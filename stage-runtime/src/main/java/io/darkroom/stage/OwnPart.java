package io.darkroom.stage;

/**
 * The part of a run that this process does itself, and that could bring it down. A stage says when
 * it is over, from wherever in its code it stands.
 */
public final class OwnPart {
    private OwnPart() {}

    /**
     * From here on the run only waits for somebody else, such as a model that was asked: what runs
     * alone lets others run. Does nothing where it was said before, or where nothing runs alone.
     */
    public static void isOver() {
        LettingGo.now();
    }
}
