package io.darkroom.ingest.embed;

import io.darkroom.contracts.Caption;
import io.darkroom.ingest.delivery.EmbeddableFiles.Source;
import java.util.stream.Collectors;

/**
 * The picture as HTML: an {@code img} that says its size, so that a page does not jump, and its
 * text alternative; within a {@code figure} where there is a longer description. A decorative
 * picture has an empty {@code alt}, which screen readers pass over.
 */
final class HtmlSnippet {
    private HtmlSnippet() {}

    static String of(Embed embed, Caption caption) {
        String image = image(embed, caption);
        String longer = caption.longDescription();
        if (longer == null || caption.decorative()) {
            return image + "\n";
        }
        return "<figure>\n"
                + image
                + "\n<figcaption"
                + attribute("lang", caption.language())
                + ">"
                + escape(longer)
                + "</figcaption>\n</figure>\n";
    }

    private static String image(Embed embed, Caption caption) {
        Source widest = embed.widest();
        var image = new StringBuilder("<img");
        image.append(attribute("src", widest.url().toString()));
        if (embed.sources().size() > 1) {
            image.append(attribute("srcset", sourceSet(embed)))
                    .append(
                            attribute(
                                    "sizes",
                                    "(max-width: %1$dpx) 100vw, %1$dpx".formatted(widest.width())));
        }
        image.append(attribute("width", Integer.toString(widest.width())))
                .append(attribute("height", Integer.toString(widest.height())))
                .append(attribute("alt", caption.decorative() ? "" : caption.alt()));
        if (!caption.decorative()) {
            image.append(attribute("lang", caption.language()));
        }
        return image.append(attribute("loading", "lazy"))
                .append(attribute("decoding", "async"))
                .append(">")
                .toString();
    }

    private static String sourceSet(Embed embed) {
        return embed.sources().stream()
                .map(source -> source.url() + " " + source.width() + "w")
                .collect(Collectors.joining(", "));
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escape(value) + "\"";
    }

    /** Every character that could end a text or an attribute; what people wrote is text. */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
