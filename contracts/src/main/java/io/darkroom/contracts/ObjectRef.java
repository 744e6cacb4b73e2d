package io.darkroom.contracts;

/** An object in object storage. */
public record ObjectRef(String bucket, String key) {
    public ObjectRef {
        Require.text(bucket, "object.bucket");
        Require.text(key, "object.key");
    }
}
