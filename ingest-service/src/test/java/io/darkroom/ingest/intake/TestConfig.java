package io.darkroom.ingest.intake;

import io.darkroom.ingest.spool.SpoolFolder;
import io.darkroom.ingest.upload.UploadConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;

/** The configuration's defaults, but for what a test says, without a service around. */
public final class TestConfig {
    private final Map<String, String> settings;

    private TestConfig(Map<String, String> settings) {
        this.settings = settings;
    }

    public static TestConfig of(Map<String, String> settings) {
        return new TestConfig(settings);
    }

    public Spool spool(Path folder) {
        return new Spool(new SpoolFolder(folder), mapping(UploadConfig.class));
    }

    public <T> T mapping(Class<T> type) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withDefaultValues(Map.of("darkroom.upload.max-file-bytes", "1M"))
                        .withDefaultValues(settings)
                        .withMapping(type)
                        .withMappingIgnore("darkroom.**")
                        .build();
        return config.getConfigMapping(type);
    }
}
