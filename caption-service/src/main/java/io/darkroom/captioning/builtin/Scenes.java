package io.darkroom.captioning.builtin;

/** From where on a share of the picture makes it a picture of that. */
final class Scenes {
    static final double MUCH_SKY = 0.3;
    static final double MUCH_GREENERY = 0.4;

    private Scenes() {}
}
