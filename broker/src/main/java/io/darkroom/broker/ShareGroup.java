package io.darkroom.broker;

import io.darkroom.contracts.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A share group of the stages and its settings at the broker.
 *
 * @param name {@code <service>.<stage>}, with {@code .bulk} behind it on the bulk lane, and that of
 *     a canary behind that
 * @param config in Kafka's own names
 */
public record ShareGroup(String name, Map<String, String> config) {
    private static final String BULK = ".bulk";
    private static final String OFFSET_RESET = "share.auto.offset.reset";

    /**
     * A share group starts at the newest record unless told otherwise; what was uploaded before its
     * first instance came would never be seen. How soon an instance counts as dead is the stages'
     * own setting, as far as the broker allows it.
     */
    private static final Map<String, String> NEEDED = Map.of(OFFSET_RESET, "earliest");

    /** A canary is not to work through what there was before it came. */
    private static final Map<String, String> OF_CANARY = Map.of(OFFSET_RESET, "latest");

    public ShareGroup {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        config = Map.copyOf(config);
    }

    /** The groups of every stage on both lanes, with what every one of them needs. */
    public static List<ShareGroup> all() {
        return Arrays.stream(Stage.values()).flatMap(stage -> of(stage, Map.of())).toList();
    }

    /** A stage's groups, one for each lane, with settings beside those that are needed. */
    public static Stream<ShareGroup> of(Stage stage, Map<String, String> beside) {
        return of("", stage, NEEDED, beside);
    }

    /** A canary's groups, one for each lane, as of a stage. */
    public static Stream<ShareGroup> ofCanary(
            String canary, Stage stage, Map<String, String> beside) {
        return of(canarySuffix(canary), stage, OF_CANARY, beside);
    }

    /** What the names of a canary's groups end in, behind those of its stage. */
    public static String canarySuffix(String canary) {
        return ".canary-" + canary;
    }

    private static Stream<ShareGroup> of(
            String suffix, Stage stage, Map<String, String> needed, Map<String, String> beside) {
        var config = new TreeMap<>(beside);
        config.putAll(needed);
        return Stream.of(
                new ShareGroup(name(stage) + suffix, config),
                new ShareGroup(bulkName(stage) + suffix, config));
    }

    /** What a stage's group on the live lane is called. */
    public static String name(Stage stage) {
        return service(stage) + "." + stage.id();
    }

    /** What a stage's group on the bulk lane is called. */
    public static String bulkName(Stage stage) {
        return name(stage) + BULK;
    }

    /** The service that a stage is part of. */
    public static String service(Stage stage) {
        return switch (stage) {
            case CAPTION, AUTO_TAG -> "caption-service";
            case SMART_CROP, OUTPAINT -> "transform-service";
        };
    }
}
