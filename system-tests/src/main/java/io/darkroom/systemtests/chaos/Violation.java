package io.darkroom.systemtests.chaos;

/**
 * Something that must not be.
 *
 * @param rule which promise is broken
 * @param what where, in words
 */
record Violation(String rule, String what) {
    @Override
    public String toString() {
        return rule + ": " + what;
    }
}
