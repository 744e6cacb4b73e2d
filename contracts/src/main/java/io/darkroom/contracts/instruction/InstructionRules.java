package io.darkroom.contracts.instruction;

import io.darkroom.contracts.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules by which an instruction for generated pixels is refused, sent to review or followed,
 * and the sentences that are put to a model with it. Data, so that an operator can replace them
 * ({@code darkroom.instruction-rules}); whoever changes them raises the version, which stands in
 * the record of everything that was made under them.
 */
public final class InstructionRules {
    private static final String BUILT_IN = "/rules/outpaint-instructions.json";

    private final RuleFile file;
    private final PhraseMatcher styles;
    private final PhraseMatcher likenesses;
    private final PeopleWords people;

    private InstructionRules(RuleFile file) {
        this.file = file;
        this.styles = new PhraseMatcher(file.stylePhrases(), file.commonWords());
        this.likenesses = new PhraseMatcher(file.likenessPhrases(), file.commonWords());
        this.people = new PeopleWords(file.people(), file.negations());
    }

    /** The rules that come with Darkroom. */
    public static InstructionRules builtIn() {
        try (InputStream in = InstructionRules.class.getResourceAsStream(BUILT_IN)) {
            return new InstructionRules(
                    Json.mapper().readValue(Objects.requireNonNull(in, BUILT_IN), RuleFile.class));
        } catch (IOException e) {
            throw new UncheckedIOException("The built-in instruction rules cannot be read", e);
        }
    }

    /**
     * An operator's rules where there are some, else the built-in ones.
     *
     * @throws IllegalArgumentException naming the file, where it cannot be read or is incomplete
     */
    public static InstructionRules of(Optional<Path> path) {
        if (path.isEmpty()) {
            return builtIn();
        }
        try {
            byte[] json = Files.readAllBytes(path.get());
            return new InstructionRules(Json.mapper().readValue(json, RuleFile.class));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The instruction rules "
                            + path.get()
                            + " cannot be used; check darkroom.instruction-rules: "
                            + e.getMessage(),
                    e);
        }
    }

    /** As it stands in records. */
    public String version() {
        return file.version();
    }

    /** Of the sentences that are put to a model. */
    public String promptVersion() {
        return file.prompt().version();
    }

    /** Holds an instruction against the rules. */
    public Judgement judge(String instruction) {
        String text = Words.normal(instruction);
        for (String name : file.refusedNames()) {
            if (Words.holds(text, Words.normal(name))) {
                return new Judgement.Refused(
                        "'%s' is a living artist or a real person; describe what is to be seen instead"
                                .formatted(name));
            }
        }
        Optional<String> style = styles.name(text, false).filter(name -> !allowed(name));
        if (style.isPresent()) {
            return new Judgement.Review(
                    "The instruction asks for the style of '%s'".formatted(style.get()));
        }
        return likenesses
                .name(text, true)
                .<Judgement>map(name ->
                        new Judgement.Review(
                                "The instruction asks for the likeness of '%s'".formatted(name)))
                .orElse(new Judgement.Allowed());
    }

    private boolean allowed(String name) {
        return file.allowedStyles().stream()
                .anyMatch(style -> Words.holds(Words.normal(name), Words.normal(style)));
    }

    /** Whether an instruction asks for people; a sentence that wants none does not. */
    public boolean asksForPeople(String instruction) {
        return people.asked(Words.normal(instruction));
    }

    /**
     * What a model is given.
     *
     * @param peopleInPicture whether people are to be seen in the original
     * @param background whether the background is replaced, else the picture is extended
     */
    public String prompt(
            String instruction, List<String> avoid, boolean peopleInPicture, boolean background) {
        RuleFile.Prompt prompt = file.prompt();
        String whole = background ? prompt.background() : prompt.extend();
        var out = new StringBuilder(whole.replace("{instruction}", sentence(instruction)));
        if (peopleInPicture && !asksForPeople(instruction)) {
            out.append(' ').append(prompt.noMorePeople());
        }
        out.append(' ').append(prompt.nothingWritten());
        if (!avoid.isEmpty()) {
            out.append(' ').append(prompt.avoid().replace("{avoid}", String.join("; ", avoid)));
        }
        return out.toString();
    }

    private static String sentence(String instruction) {
        String text = instruction.strip();
        return text.matches("(?s).*[.!?。！？]") ? text : text + ".";
    }
}
