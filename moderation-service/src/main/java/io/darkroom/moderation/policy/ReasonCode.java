package io.darkroom.moderation.policy;

import java.util.Arrays;
import java.util.Optional;

/** Why a person should look, and how much may be at stake: 0 to 99. */
public enum ReasonCode {
    GUARD_FACE("guard-face", 90),
    GUARD_ORIGINAL_CHANGED("guard-original-changed", 85),
    GUARD_PERSON("guard-person", 80),
    GUARD_TEXT("guard-text", 60),
    OUTPAINT("outpaint", 50),
    GUARD_SEAM("guard-seam", 45),
    INSTRUCTION_STYLE("instruction-style", 40),
    REQUESTED("requested", 30),
    PRESET_RULE("preset-rule", 30),
    LOW_CONFIDENCE("low-confidence", 25),
    NEAR_DUPLICATE("near-duplicate", 20),
    CAPTION_LANGUAGE("caption-language", 20),
    SAMPLE("sample", 10);

    private final String code;
    private final int weight;

    ReasonCode(String code, int weight) {
        this.code = code;
        this.weight = weight;
    }

    /** As it stands in events and requests. */
    public String code() {
        return code;
    }

    int weight() {
        return weight;
    }

    /** The reason with this code, where this service knows it. */
    public static Optional<ReasonCode> of(String code) {
        return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst();
    }
}
