package io.darkroom.local.supervisor;

import io.darkroom.contracts.Json;
import io.darkroom.local.launch.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secrets of one state directory: drawn once, kept over restarts. */
record Keys(String apiKey, String s3AccessKey, String s3SecretKey) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Keys in(Path state) {
        Path file = state.resolve("keys.json");
        try {
            if (Files.exists(file)) {
                return Json.mapper().readValue(file.toFile(), Keys.class);
            }
            var keys = new Keys("dr_" + random(24), "darkroom" + random(6), random(24));
            PrivateFile.write(file, Json.mapper().writeValueAsString(keys) + "\n");
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read or write " + file, e);
        }
    }

    private static String random(int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    @Override
    public String toString() {
        return "Keys[hidden]";
    }
}
