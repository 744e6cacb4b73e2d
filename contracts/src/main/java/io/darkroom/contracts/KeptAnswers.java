package io.darkroom.contracts;

/**
 * Where models' answers are kept in the bucket for variants: under the tenant and the picture that
 * they are about, so that whoever erases the picture finds what was said about it.
 */
public final class KeptAnswers {
    private KeptAnswers() {}

    /**
     * What the keys of all answers about a picture begin with.
     *
     * @param tenant whose picture it is
     * @param sha256 of the original's bytes, in hexadecimal
     */
    public static String prefix(String tenant, String sha256) {
        return "answers/"
                + Require.text(tenant, "tenant")
                + "/"
                + Require.text(sha256, "sha256")
                + "/";
    }
}
