package io.darkroom.ingest.rules;

/**
 * The rules that decide on an asset.
 *
 * @param version as the record and the review name it: {@code built-in@1}, {@code tenant@3} or
 *     {@code preset/product@5}
 */
public record RulesInForce(ReviewRules rules, String version) {
    /** What holds where nobody wrote rules. */
    public static final RulesInForce BUILT_IN =
            new RulesInForce(ReviewRules.BUILT_IN, "built-in@1");
}
