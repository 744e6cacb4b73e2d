package io.darkroom.captioning;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.Vocabulary;
import io.darkroom.stage.KeptInput;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pictures and requests, as the runner hands them to the stages caption and auto-tag. */
public final class Inputs {
    private Inputs() {}

    /** Of the tenant {@code default}. */
    public static KeptInput of(byte[] original, UploadRequest request) {
        return of("default", original, request, null);
    }

    /** With the vocabulary that the tenant's request names, if it names one. */
    public static KeptInput of(
            String tenant,
            byte[] original,
            UploadRequest request,
            @Nullable Vocabulary vocabulary) {
        return new KeptInput(
                new AssetUploaded(
                        UUID.randomUUID(),
                        tenant,
                        new ObjectRef("darkroom-originals", "originals/default/x"),
                        new Original("image/jpeg", original.length, 10, 10, sha256(original), null),
                        null,
                        request,
                        Map.of(Stage.CAPTION, 1, Stage.AUTO_TAG, 1),
                        vocabulary,
                        Map.of()),
                original);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
