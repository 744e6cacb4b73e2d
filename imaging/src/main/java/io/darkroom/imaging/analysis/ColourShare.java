package io.darkroom.imaging.analysis;

/** A named colour and the share of the picture that it covers, 0 to 1. */
public record ColourShare(NamedColour colour, double share) {}
