package io.darkroom.transform.outpaint;

import io.darkroom.imaging.Provenance;

/**
 * Puts a signed C2PA manifest into a finished file. There is none that signs yet: see ADR 0025. One
 * that does is a bean of its own in place of {@link #UNSIGNED}.
 */
public interface ManifestSigner {

    /** Leaves files as they are. */
    ManifestSigner UNSIGNED =
            new ManifestSigner() {
                @Override
                public boolean signs() {
                    return false;
                }

                @Override
                public byte[] sign(byte[] file, Provenance provenance) {
                    return file;
                }
            };

    /** Whether what it gives is signed; it stands in the record. */
    boolean signs();

    /**
     * The file with its manifest, the last thing that is done to it.
     *
     * @param file encoded, with its metadata
     */
    byte[] sign(byte[] file, Provenance provenance);
}
