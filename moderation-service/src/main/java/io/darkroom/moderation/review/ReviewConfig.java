package io.darkroom.moderation.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How reviews work. */
@ConfigMapping(prefix = "darkroom.review")
interface ReviewConfig {
    /** How long a decision can be undone; it leaves afterwards. */
    @WithDefault("30s")
    Duration undoGrace();

    /** How long the links to pictures work. */
    @WithDefault("5m")
    Duration previewLifetime();

    /**
     * What reviewers may give as a reason: pairs of a code and, after a colon, what people read.
     * The first nine have number keys on the desk.
     */
    @WithDefault(
            "off-brand:Off brand,poor-quality:Poor quality,generated-flaw:Generated part is"
                + " wrong,unwanted-person:Unwanted person or face,unwanted-text:Unwanted text or"
                + " logo,rights:Rights or privacy,wrong-caption:Caption is wrong,wrong-tags:Tags"
                + " are wrong,other:Other")
    List<String> decisionReasons();
}
