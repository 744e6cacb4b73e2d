package io.darkroom.contracts.instruction;

/** What the rules say about an instruction. */
public sealed interface Judgement {

    /** Nothing stands against it. */
    record Allowed() implements Judgement {}

    /**
     * A person decides; the finding's code is {@code instruction-style}.
     *
     * @param detail a sentence for the reviewer
     */
    record Review(String detail) implements Judgement {}

    /**
     * It is not done.
     *
     * @param detail a sentence for the sender: what was wrong, and what to do
     */
    record Refused(String detail) implements Judgement {}
}
