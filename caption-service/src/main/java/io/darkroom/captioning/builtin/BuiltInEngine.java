package io.darkroom.captioning.builtin;

import io.darkroom.captioning.Undecodable;
import io.darkroom.captioning.autotag.TagEngine;
import io.darkroom.captioning.caption.CaptionEngine;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Source;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageException;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.imaging.analysis.Analysis;
import io.darkroom.stage.StageInput;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes captions and finds labels from measurements alone. */
@ApplicationScoped
@Typed(BuiltInEngine.class)
public class BuiltInEngine implements CaptionEngine, TagEngine {
    private static final String NAME = "built-in";

    /** Raise it when wording or measurements change: outcomes are kept under it. */
    private static final String VERSION = "3";

    /** In pixels. More tell the measurements nothing more. */
    private static final int ANALYSED_SHORT_SIDE = 800;

    private static final Map<String, Words> WORDS =
            Stream.of(new EnglishWords(), new GermanWords())
                    .collect(Collectors.toMap(Words::language, Function.identity()));

    private final Analyser analyser;
    private final String version;
    private final Clock clock = Clock.systemUTC();

    /**
     * @param faceModel a YuNet model, by which faces are found in place of the cascades
     * @throws IllegalArgumentException where it cannot be read or is none
     */
    public BuiltInEngine(@ConfigProperty(name = "darkroom.faces.model") Optional<Path> faceModel) {
        this.analyser = Analyser.of(faceModel);
        this.version = faceModel.isEmpty() ? VERSION : VERSION + " " + analyser.faceSearch();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public boolean writes(String language) {
        return WORDS.containsKey(primary(language));
    }

    @Override
    public CaptionEngine.Answer write(StageInput input, CaptionEngine.Question question) {
        Analysis picture = analyse(input.original());
        var source = Source.builtIn(Instant.now(clock));
        List<Caption> captions =
                question.languages().stream()
                        .map(language -> caption(language, picture, source))
                        .toList();
        return new CaptionEngine.Answer(captions, null, null, List.of());
    }

    @Override
    public TagEngine.Answer label(StageInput input, TagEngine.Question question) {
        return new TagEngine.Answer(
                Labels.of(analyse(input.original()), Source.builtIn(Instant.now(clock))),
                null,
                null);
    }

    @PreDestroy
    void close() {
        analyser.close();
    }

    private Analysis analyse(byte[] original) {
        try (var picture =
                ImageDecoder.decode(original, ImageLimits.DEFAULT, ANALYSED_SHORT_SIDE)) {
            return analyser.analyse(picture.mat());
        } catch (ImageException e) {
            throw Undecodable.because(e);
        }
    }

    private static Caption caption(String language, Analysis picture, Source source) {
        Words words = WORDS.get(primary(language));
        if (words == null) {
            throw new IllegalArgumentException("The built-in engine does not write " + language);
        }
        return new Caption(
                language, words.alt(picture), words.longDescription(picture), false, source);
    }

    private static String primary(String language) {
        return Locale.forLanguageTag(language).getLanguage();
    }
}
