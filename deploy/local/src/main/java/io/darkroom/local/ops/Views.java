package io.darkroom.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** Answers of the API as text for people. */
final class Views {
    private Views() {}

    static String stages(JsonNode stages) {
        var table =
                new Columns(
                        "STAGE",
                        "STATE",
                        "BACKLOG",
                        "BULK",
                        "OLDEST",
                        "IN FLIGHT",
                        "WAITING",
                        "PLACES",
                        "RATE",
                        "ERRORS",
                        "DEAD",
                        "INSTANCES");
        for (JsonNode stage : stages.path("items")) {
            table.row(
                    text(stage, "stage"),
                    state(stage),
                    text(stage, "backlog"),
                    text(stage, "bulk"),
                    age(stage.path("oldestSeconds")),
                    text(stage, "inFlight"),
                    text(stage, "waiting"),
                    text(stage, "concurrency"),
                    "%.2f/s".formatted(stage.path("endedPerSecond").asDouble()),
                    share(stage.path("errorRate")),
                    text(stage, "deadLetters"),
                    stage.path("instances").size());
        }
        return stages.path("instancesKnown").asBoolean(true)
                ? table.toString()
                : table + "\nThe broker is out of reach: what instances do is not known.";
    }

    private static String state(JsonNode stage) {
        String canary = stage.path("control").path("canary").path("name").asText("");
        return does(stage) + (canary.isEmpty() ? "" : "; canary " + canary);
    }

    private static String does(JsonNode stage) {
        JsonNode control = stage.path("control");
        if (stage.path("paused").asBoolean()) {
            String reason = control.path("reason").asText("");
            return "paused by "
                    + control.path("by").asText()
                    + (reason.isEmpty() ? "" : " (" + reason + ")");
        }
        return stage.path("instances")
                .valueStream()
                .map(instance -> instance.path("problem").asText(""))
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse(stage.path("instances").isEmpty() ? "no instance" : "running");
    }

    static String canary(JsonNode canary) {
        JsonNode share = canary.path("share");
        if (share.path("name").asText("").isEmpty()) {
            return "No canary works beside " + text(canary, "stage") + ".";
        }
        String head =
                "%s does %s %% of %s since %s; instances: %s, outcomes: %s, compared: %s"
                        .formatted(
                                text(share, "name"),
                                text(share, "percent"),
                                text(canary, "stage"),
                                text(share, "since"),
                                text(canary, "instances"),
                                text(canary, "made"),
                                text(canary, "compared"));
        if (canary.path("compared").asInt() == 0) {
            return canary.path("instances").asInt() == 0
                    ? head + "\nNo instance has darkroom.canary.name=" + text(share, "name") + "."
                    : head;
        }
        JsonNode agreement = canary.path("agreement");
        return head
                + "\n\n"
                + sides(canary.path("baseline"), canary.path("canary"))
                + "\n\nAgreement: "
                + (agreement.isNumber() ? share(agreement) : "does not compare")
                + "; least on:\n"
                + examples(canary.path("examples"));
    }

    private static String sides(JsonNode baseline, JsonNode canary) {
        var table = new Columns("", "STAGE", "CANARY");
        table.row("models", models(baseline), models(canary));
        for (String count :
                new String[] {"succeeded", "skipped", "failed", "deferred", "flagged"}) {
            table.row(count, text(baseline, count), text(canary, count));
        }
        table.row("median", millis(baseline, "medianMs"), millis(canary, "medianMs"));
        table.row("95 % within", millis(baseline, "p95Ms"), millis(canary, "p95Ms"));
        table.row("length", text(baseline, "length"), text(canary, "length"));
        table.row("cost of one", costs(baseline), costs(canary));
        return table.toString();
    }

    private static String examples(JsonNode examples) {
        var text = new StringBuilder();
        for (JsonNode example : examples) {
            var table = new Columns(text(example, "assetId"), share(example.path("agreement")));
            table.row("  stage", text(example, "baseline"));
            table.row("  canary", text(example, "canary"));
            text.append(text.isEmpty() ? "" : "\n").append(table);
        }
        return text.toString();
    }

    private static String models(JsonNode side) {
        return side.path("models")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String costs(JsonNode side) {
        String costs =
                side.path("costs")
                        .valueStream()
                        .map(cost -> text(cost, "each") + " " + text(cost, "currency"))
                        .collect(Collectors.joining(", "));
        return costs.isEmpty() ? "-" : costs;
    }

    private static String millis(JsonNode side, String field) {
        String text = text(side, field);
        return text.equals("-") ? text : text + " ms";
    }

    static String deadLetters(JsonNode answer) {
        if (answer.path("causes").isEmpty()) {
            return "No dead letters.";
        }
        var causes =
                new Columns("CONSUMER", "CAUSE", "OPEN", "QUARANTINED", "QUEUED", "SINCE", "LAST");
        for (JsonNode cause : answer.path("causes")) {
            causes.row(
                    text(cause, "consumer"),
                    text(cause, "cause"),
                    text(cause, "open"),
                    text(cause, "quarantined"),
                    text(cause, "queued"),
                    text(cause, "firstAt"),
                    text(cause, "lastAt"));
        }
        var letters = new Columns("LETTER", "CONSUMER", "ASSET", "REPLAYS", "WHY");
        for (JsonNode letter : answer.path("letters")) {
            letters.row(
                    text(letter, "id"),
                    text(letter, "consumer"),
                    text(letter, "assetId"),
                    text(letter, "replays"),
                    why(letter.path("error")));
        }
        return causes + "\n\nThe latest:\n" + letters;
    }

    static String deadLetter(JsonNode whole) {
        JsonNode letter = whole.path("letter");
        var table = new Columns("", "");
        for (String name :
                new String[] {
                    "id",
                    "state",
                    "consumer",
                    "topic",
                    "assetId",
                    "attempts",
                    "times",
                    "replays",
                    "firstAt",
                    "lastAt",
                    "replayedAt",
                    "replayedBy"
                }) {
            table.row(name, text(letter, name));
        }
        table.row("why", why(letter.path("error")));
        table.row("key", text(whole, "key"));
        whole.path("headers")
                .properties()
                .forEach(header -> table.row(header.getKey(), header.getValue().asText()));
        return table.toString().strip() + "\n\n" + whole.path("payload").asText("-");
    }

    /** How far an import is. */
    static String progress(JsonNode job) {
        return "%s: %d looked at, %d taken in, %d known, %d refused"
                .formatted(
                        text(job, "state"),
                        job.path("listed").asLong(),
                        job.path("taken").asLong(),
                        job.path("known").asLong(),
                        job.path("refused").asLong());
    }

    /** What an import could not accept, and why; nothing where it accepted all. */
    static String refusals(JsonNode job) {
        JsonNode named = job.path("refusals");
        if (named.isEmpty()) {
            return "";
        }
        var table = new Columns("REFUSED", "WHY");
        named.forEach(refusal -> table.row(text(refusal, "object"), why(refusal)));
        long more = job.path("refused").asLong() - named.size();
        return more > 0 ? table + "\nand " + more + " more" : table.toString();
    }

    static String estimate(JsonNode estimate) {
        long matching = estimate.path("matching").asLong();
        var text =
                new StringBuilder(counted(estimate, "asset"))
                        .append(matching == 1 ? " matches" : " match");
        for (JsonNode cost : estimate.path("costs")) {
            text.append(
                    "; the latest runs of %s cost %s %s"
                            .formatted(
                                    text(cost, "runs"),
                                    text(cost, "amount"),
                                    text(cost, "currency")));
        }
        long unpriced = estimate.path("unpriced").asLong();
        return unpriced == 0
                ? text.toString()
                : text + "; what " + unpriced + " of them cost is not known";
    }

    /** How many match, such as {@code 1 asset} or {@code 500 assets}. */
    static String counted(JsonNode answer, String noun) {
        long matching = answer.path("matching").asLong();
        return matching + " " + noun + (matching == 1 ? "" : "s");
    }

    static String story(JsonNode story) {
        var table = new Columns("WHEN", "WHERE", "WHAT", "DETAIL", "TRACE");
        for (JsonNode hop : story.path("hops")) {
            table.row(
                    text(hop, "at"),
                    text(hop, "where"),
                    text(hop, "what"),
                    text(hop, "detail"),
                    text(hop, "traceId"));
        }
        String head =
                "%s: %s, revision %s%s"
                        .formatted(
                                text(story, "id"),
                                text(story, "state"),
                                text(story, "revision"),
                                story.path("complete").asBoolean() ? "" : ", incomplete");
        String waits = text(story, "waitsFor");
        String cut =
                story.path("trailComplete").asBoolean(true)
                        ? ""
                        : "\n"
                              + "Not every event could be read from the topics; what is older than"
                              + " their retention is gone.";
        return head + (waits.equals("-") ? "" : "\n" + waits) + "\n\n" + table + cut;
    }

    static String reconciled(JsonNode done) {
        var table = new Columns("WHAT", "RESULT");
        for (JsonNode item : done.path("items")) {
            table.row(text(item, "name"), text(item, "result"));
        }
        return table.toString();
    }

    private static String why(JsonNode error) {
        String detail = error.path("detail").asText("");
        return error.path("title").asText("-") + (detail.isEmpty() ? "" : ": " + detail);
    }

    private static String share(JsonNode rate) {
        return rate.isNumber() ? "%.1f%%".formatted(rate.asDouble() * 100) : "-";
    }

    private static String age(JsonNode seconds) {
        if (!seconds.isNumber()) {
            return "-";
        }
        long age = seconds.asLong();
        return age < 120 ? age + "s" : age < 7200 ? age / 60 + "m" : age / 3600 + "h";
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? "-" : value.asText();
    }
}
