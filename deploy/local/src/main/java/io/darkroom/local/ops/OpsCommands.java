package io.darkroom.local.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The commands: each calls the API, and shows the answer as a table or, on request, as JSON. */
final class OpsCommands {
    static final String NAMES =
            "stages, pause, resume, concurrency, canary, dead-letters, import, rerun, why, drain"
                    + " or reconcile";

    /** Options of re-runs, and the fields of their filter. */
    private static final Map<String, String> FILTERS =
            Map.of(
                    "--status", "status",
                    "--model", "model",
                    "--engine", "engine",
                    "--prompt", "promptVersion",
                    "--tag", "tag",
                    "--preset", "preset");

    private final Api api;
    private final Arguments arguments;
    private final Terminal terminal;

    OpsCommands(Api api, Arguments arguments, Terminal terminal) {
        this.api = api;
        this.arguments = arguments;
        this.terminal = terminal;
    }

    /**
     * @throws OpsFailure with the exit code, where it was not done
     */
    void run(String command) {
        switch (command) {
            case "stages" -> stages();
            case "pause" -> pause();
            case "resume" -> steer("resumed", stage -> api.delete(path(stage, "pause")));
            case "concurrency" -> concurrency();
            case "canary" -> canary();
            case "dead-letters" -> deadLetters();
            case "import" -> importFrom();
            case "rerun" -> rerun();
            case "why" -> why();
            case "drain" -> drain();
            case "reconcile" -> reconcile();
            default -> throw OpsFailure.usage("'" + command + "' is no command; there is " + NAMES);
        }
    }

    private void stages() {
        arguments.end();
        JsonNode stages = api.get("/v1/stages");
        show(stages, () -> Views.stages(stages));
    }

    private void pause() {
        ObjectNode body = Json.mapper().createObjectNode();
        arguments.option("--reason").ifPresent(reason -> body.put("reason", reason));
        steer("paused", stage -> api.put(path(stage, "pause"), body));
    }

    private void concurrency() {
        List<String> stages = stagesOf(arguments.next("which stage, or all"));
        String number = arguments.next("how many records each instance works on, or own");
        arguments.end();
        if (!number.matches("own|[1-9][0-9]{0,2}")) {
            throw OpsFailure.usage("'" + number + "' is neither own nor a number from 1 to 256");
        }
        for (String stage : stages) {
            String path = path(stage, "concurrency");
            JsonNode word =
                    number.equals("own")
                            ? api.delete(path)
                            : api.put(
                                    path,
                                    Json.mapper()
                                            .createObjectNode()
                                            .put("concurrency", Integer.parseInt(number)));
            show(word, () -> stage + ": " + number + " on each instance");
        }
    }

    private interface Word {
        JsonNode say(String stage);
    }

    private void steer(String done, Word word) {
        List<String> stages = stagesOf(arguments.next("which stage, or all"));
        arguments.end();
        for (String stage : stages) {
            JsonNode said = word.say(stage);
            show(said, () -> stage + " is " + done);
        }
    }

    private void canary() {
        String stage = known(arguments.next("which stage"));
        String path = path(stage, "canary");
        switch (arguments.next().orElse("show")) {
            case "show" -> {
                arguments.end();
                JsonNode canary = api.get(path);
                show(canary, () -> Views.canary(canary));
            }
            case "start" -> startCanary(stage, path);
            case "stop" -> {
                arguments.end();
                show(api.delete(path), () -> stage + " has no canary any more");
            }
            case String other ->
                    throw OpsFailure.usage("'" + other + "' is none of show, start and stop");
        }
    }

    private void startCanary(String stage, String path) {
        String name = arguments.next("which canary: the darkroom.canary.name of its instances");
        arguments.end();
        String share =
                arguments
                        .option("--share")
                        .orElseThrow(() ->
                                OpsFailure.usage(
                                        "say how much it does: --share with a percentage"));
        if (!share.matches("[0-9]{1,3}([.][0-9]{1,4})?%?")) {
            throw OpsFailure.usage("'" + share + "' is no percentage such as 10 or 0.5");
        }
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("name", name).put("percent", Double.parseDouble(share.replace("%", "")));
        JsonNode word = api.put(path, body);
        show(
                word,
                () ->
                        name
                                + " does "
                                + share.replace("%", "")
                                + " % of "
                                + stage
                                + " beside it, where instances of that name run; see "
                                + "./darkroom ops canary "
                                + stage);
    }

    private void deadLetters() {
        switch (arguments.next().orElse("list")) {
            case "list" -> {
                arguments.end();
                JsonNode letters = api.get("/v1/dead-letters" + query());
                show(letters, () -> Views.deadLetters(letters));
            }
            case "show" -> {
                String id = arguments.next("which letter");
                arguments.end();
                JsonNode letter = api.get("/v1/dead-letters/" + encoded(id));
                show(letter, () -> Views.deadLetter(letter));
            }
            case "replay" -> replay();
            case String other ->
                    throw OpsFailure.usage("'" + other + "' is none of list, show and replay");
        }
    }

    private void replay() {
        ObjectNode body = Json.mapper().createObjectNode();
        arguments.next().ifPresent(id -> body.put("id", id));
        arguments.end();
        arguments.option("--consumer").ifPresent(consumer -> body.put("consumer", consumer));
        arguments.option("--cause").ifPresent(cause -> body.put("cause", cause));
        for (String name : List.of("all", "quarantined")) {
            if (arguments.has("--" + name)) {
                body.put(name, true);
            }
        }
        JsonNode counted =
                api.post("/v1/dead-letters/replays", body.deepCopy().put("dryRun", true));
        confirm("Send " + Views.counted(counted, "dead letter") + " again?");
        JsonNode sent = api.post("/v1/dead-letters/replays", body);
        String verb = sent.path("matching").asLong() == 1 ? " is sent" : " are sent";
        show(sent, () -> Views.counted(sent, "dead letter") + verb);
    }

    private void importFrom() {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("source", arguments.next("where the pictures lie: s3://bucket/prefix"));
        arguments.end();
        ObjectNode request = body.putObject("request");
        arguments.option("--request").ifPresent(text -> request.setAll(json("--request", text)));
        arguments.option("--preset").ifPresent(preset -> request.put("preset", preset));
        arguments.option("--rate").ifPresent(rate -> body.put("rate", rate(rate)));
        JsonNode done = new Import(api, terminal, arguments).run(body);
        if (arguments.has("--json")) {
            terminal.show(done);
        }
    }

    private static int rate(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw OpsFailure.usage("--rate must be a whole number of objects a second");
        }
        return Integer.parseInt(text);
    }

    private void rerun() {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("stage", known(arguments.next("which stage")));
        arguments.end();
        body.set("filter", filter());
        JsonNode estimate = api.post("/v1/reruns", body.deepCopy().put("dryRun", true));
        if (!arguments.has("--json")) {
            terminal.show(Views.estimate(estimate));
        }
        confirm("Run them again?");
        JsonNode job = api.post("/v1/reruns", body);
        show(job, () -> "They are being sent; GET /v1/reruns/" + job.path("id").asText());
    }

    private ObjectNode filter() {
        ObjectNode filter =
                arguments
                        .option("--filter")
                        .map(text -> json("--filter", text))
                        .orElseGet(() -> Json.mapper().createObjectNode());
        FILTERS.forEach((option, field) ->
                arguments.option(option).ifPresent(value -> filter.put(field, value)));
        arguments.all("--asset").forEach(id -> filter.withArray("assetIds").add(id));
        if (arguments.has("--unedited")) {
            filter.put("unedited", true);
        }
        if (filter.isEmpty() && !arguments.has("--all")) {
            throw OpsFailure.usage(
                    "say for which assets: --asset, --status, --model, --engine, --prompt, --tag,"
                            + " --preset, --unedited, --filter JSON, or --all");
        }
        return filter;
    }

    private void why() {
        String id = arguments.next("which asset");
        arguments.end();
        JsonNode story = api.get("/v1/assets/" + encoded(id) + "/story");
        show(story, () -> Views.story(story));
    }

    private void drain() {
        List<String> stages = stagesOf(arguments.next().orElse("all"));
        arguments.end();
        var drain = new Drain(api, terminal, arguments);
        JsonNode drained = drain.run(stages);
        show(drained, () -> Views.stages(drained));
    }

    private void reconcile() {
        arguments.end();
        JsonNode done = api.post("/v1/reconciliations", Json.mapper().createObjectNode());
        show(done, () -> Views.reconciled(done));
    }

    private void confirm(String question) {
        if (!arguments.has("--yes")) {
            terminal.ask(question);
        }
    }

    private interface View {
        Object text();
    }

    private void show(JsonNode answer, View view) {
        terminal.show(arguments.has("--json") ? answer.toString() : view.text());
    }

    private String query() {
        var query = new StringBuilder();
        for (String name : List.of("consumer", "cause")) {
            arguments
                    .option("--" + name)
                    .ifPresent(value ->
                            query.append(query.isEmpty() ? "?" : "&")
                                    .append(name)
                                    .append('=')
                                    .append(encoded(value)));
        }
        return query.toString();
    }

    static String path(String stage, String what) {
        return "/v1/stages/" + stage + "/" + what;
    }

    private static List<String> stagesOf(String word) {
        return word.equals("all")
                ? Arrays.stream(Stage.values()).map(Stage::id).toList()
                : List.of(known(word));
    }

    private static String known(String stage) {
        return Stage.find(stage)
                .map(Stage::id)
                .orElseThrow(() ->
                        OpsFailure.usage(
                                "'"
                                        + stage
                                        + "' is no stage; stages are caption, auto-tag, smart-crop"
                                        + " and outpaint"));
    }

    private static ObjectNode json(String option, String text) {
        try {
            if (Json.mapper().readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw OpsFailure.usage(option + " is not JSON: " + e.getOriginalMessage());
        }
        throw OpsFailure.usage(option + " must be a JSON object");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
