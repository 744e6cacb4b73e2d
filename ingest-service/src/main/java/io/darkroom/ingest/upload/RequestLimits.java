package io.darkroom.ingest.upload;

/**
 * How much a request may ask for.
 *
 * @param metadataBytes of the metadata as JSON
 * @param ratios crops
 * @param languages of captions
 */
record RequestLimits(int metadataBytes, int ratios, int languages) {
    static final RequestLimits DEFAULT = new RequestLimits(16 * 1024, 12, 12);
}
