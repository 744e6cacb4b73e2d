package io.darkroom.local.demo;

import static io.darkroom.local.demo.Html.text;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.StageStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The contact sheet as HTML. Everything that came from outside goes through {@link Html#text}. */
final class ContactSheetPage {
    private static final List<String> COLOURS =
            List.of("#e4572e", "#17bebb", "#ffc914", "#76b041", "#a06cd5", "#f58ea8");

    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Darkroom contact sheet</title>
            <style>
            :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
            article { border-top: 1px solid var(--line); padding: 1.5rem 0; display: grid; gap: 1.5rem; }
            @media (min-width: 60rem) { article { grid-template-columns: 3fr 2fr; align-items: start; } }
            h1, h2 { margin: 0 0 .5rem; font-size: 1.2rem; overflow-wrap: anywhere; }
            img { max-width: 100%; height: auto; display: block; }
            .boxed { position: relative; width: fit-content; }
            .boxed img { max-height: 34rem; width: auto; }
            .boxed svg { position: absolute; inset: 0; width: 100%; height: 100%; }
            .files { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: .75rem; }
            figure { margin: 0; max-width: 12rem; }
            figcaption, small, .state { font-size: .85em; opacity: .8; }
            table { border-collapse: collapse; width: 100%; }
            td, th { text-align: left; padding: .15rem .5rem .15rem 0; border-bottom: 1px solid var(--line); }
            .tag { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; margin: .15rem .15rem 0 0; }
            .pair { display: flex; flex-wrap: wrap; gap: .75rem; } .pair figure { max-width: 22rem; }
            </style>
            </head>
            <body>
            <h1>Darkroom contact sheet</h1>
            """;

    private ContactSheetPage() {}

    /**
     * A picture on the sheet.
     *
     * @param picture the original, small, as a {@code data:} URI; empty where it cannot be shown
     * @param files the asset's variants by name, as {@code data:} URIs
     */
    record Entry(Asset asset, String picture, Map<String, String> files) {}

    static String of(List<Entry> entries) {
        return entries.stream()
                .map(ContactSheetPage::article)
                .collect(Collectors.joining("", HEAD, "</body>\n</html>\n"));
    }

    private static String article(Entry entry) {
        Asset asset = entry.asset();
        return "<article><div>"
                + boxed(entry)
                + cropFiles(entry)
                + (asset.outpaint() == null ? "" : outpaint(entry, asset.outpaint()))
                + "</div><div><h2>"
                + text(asset.fileName())
                + "</h2><p class=\"state\">"
                + text(asset.state())
                + ", revision "
                + asset.revision()
                + (asset.complete() ? "" : ", incomplete")
                + "<br>"
                + text(asset.id())
                + "</p>"
                + asset.captions().stream()
                        .map(ContactSheetPage::caption)
                        .collect(Collectors.joining())
                + tags(asset)
                + stages(asset)
                + "</div></article>\n";
    }

    private static String boxed(Entry entry) {
        var original = entry.asset().original();
        if (entry.picture().isEmpty()) {
            return "<p>" + text(original.contentType()) + " cannot be shown here.</p>";
        }
        var svg = new StringBuilder();
        var crops = entry.asset().crops();
        for (int i = 0; i < crops.size(); i++) {
            svg.append(box(crops.get(i), i, Math.max(original.width(), original.height())));
        }
        return "<div class=\"boxed\"><img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"%s\">"
                        .formatted(
                                entry.picture(),
                                original.width(),
                                original.height(),
                                text(alt(entry.asset())))
                + "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" aria-hidden=\"true\">%s</svg></div>"
                        .formatted(original.width(), original.height(), svg);
    }

    private static String box(Crop crop, int index, int longest) {
        String colour = COLOURS.get(index % COLOURS.size());
        var box = crop.box();
        double line = longest / 250.0;
        double letter = longest / 40.0;
        return String.format(
                Locale.ROOT,
                """
                <rect x="%d" y="%d" width="%d" height="%d" fill="none" stroke="%s" stroke-width="%.1f"/>\
                <text x="%.0f" y="%.0f" font-size="%.0f" fill="%s" stroke="#000" stroke-width="%.1f" paint-order="stroke">%s</text>\
                """,
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                colour,
                line,
                box.x() + letter / 2,
                box.y() + letter * (1.2 + index * 1.2),
                letter,
                colour,
                letter / 8,
                text(crop.ratio()));
    }

    private static String cropFiles(Entry entry) {
        var files = new StringBuilder("<div class=\"files\">");
        for (Crop crop : entry.asset().crops()) {
            for (String name : crop.variants()) {
                String note = crop.ratio() + " · score " + "%.2f".formatted(crop.score());
                files.append(figure(entry.files().get(name), name, note));
            }
        }
        return files.append("</div>").toString();
    }

    private static String outpaint(Entry entry, Outpaint outpaint) {
        var pair = new StringBuilder("<h2>Outpaint</h2><p>");
        pair.append(text(outpaint.instruction())).append("</p><div class=\"pair\">");
        pair.append(figure(entry.picture(), "before", ""));
        for (String name : outpaint.variants()) {
            pair.append(figure(entry.files().get(name), "after: " + name, outpaint.method()));
        }
        return pair.append("</div>").toString();
    }

    private static String figure(@Nullable String uri, String name, String note) {
        if (uri == null || uri.isEmpty()) {
            return "<figure><figcaption>" + text(name) + ": no file to show</figcaption></figure>";
        }
        return "<figure><img src=\"%s\" alt=\"%s\"><figcaption>%s<br>%s</figcaption></figure>"
                .formatted(uri, text(name), text(name), text(note));
    }

    private static String caption(Caption caption) {
        return "<p lang=\"%s\">%s <small>%s, %s</small></p>"
                .formatted(
                        text(caption.language()),
                        text(caption.decorative() ? "(decorative)" : caption.alt()),
                        text(caption.language()),
                        text(caption.source().engine()));
    }

    private static String alt(Asset asset) {
        return asset.captions().isEmpty() ? "" : asset.captions().getFirst().alt();
    }

    private static String tags(Asset asset) {
        return asset.tags().stream()
                .map(tag -> "<span class=\"tag\">" + text(Summary.tag(tag)) + "</span>")
                .collect(Collectors.joining("", "<p>", "</p>"));
    }

    private static String stages(Asset asset) {
        return asset.stages().stream()
                .map(ContactSheetPage::stage)
                .collect(
                        Collectors.joining(
                                "",
                                "<table><tr><th>stage</th><th>status</th><th>engine</th><th>ms</th></tr>",
                                "</table>"));
    }

    private static String stage(StageStatus stage) {
        String error = stage.error() == null ? "" : "<br>" + text(stage.error().title());
        return "<tr><td>%s</td><td>%s%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        text(stage.stage()),
                        text(stage.status()),
                        error,
                        text(stage.engine()),
                        text(stage.durationMs()));
    }
}
