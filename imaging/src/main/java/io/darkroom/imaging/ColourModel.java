package io.darkroom.imaging;

/** How a file stores its colours, before anything is converted. */
public enum ColourModel {
    GREY,
    RGB,
    INDEXED,
    CMYK
}
