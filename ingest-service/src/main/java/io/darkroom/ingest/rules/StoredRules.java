package io.darkroom.ingest.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of rules as it was written.
 *
 * @param preset absent for the rules of the whole tenant
 * @param version counts from 1; 0 for what is built in
 * @param ruleVersion as records name it
 * @param writtenBy absent for what is built in
 */
public record StoredRules(
        @Nullable String preset,
        int version,
        String ruleVersion,
        ReviewRules rules,
        @Nullable String writtenBy,
        @Nullable Instant writtenAt) {

    static StoredRules of(
            @Nullable String preset, int version, ReviewRules rules, String by, Instant at) {
        String name = preset == null ? "tenant" : "preset/" + preset;
        return new StoredRules(preset, version, name + "@" + version, rules, by, at);
    }

    static StoredRules builtIn(@Nullable String preset) {
        return new StoredRules(
                preset, 0, RulesInForce.BUILT_IN.version(), ReviewRules.BUILT_IN, null, null);
    }

    RulesInForce inForce() {
        return new RulesInForce(rules, ruleVersion);
    }
}
