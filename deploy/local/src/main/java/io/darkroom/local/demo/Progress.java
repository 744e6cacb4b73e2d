package io.darkroom.local.demo;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageStatus;
import io.darkroom.local.command.Console;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How far each picture is: a table drawn over in place, or a line for each change. */
final class Progress {
    private final Console console;
    private final Map<UUID, String> shown = new HashMap<>();
    private int drawn;

    Progress(Console console) {
        this.console = console;
    }

    void show(Collection<Asset> assets) {
        if (console.isTerminal()) {
            redraw(assets);
        } else {
            assets.forEach(this::showChange);
        }
    }

    private void redraw(Collection<Asset> assets) {
        var table = new StringBuilder();
        if (drawn > 0) {
            table.append("\u001b[").append(drawn).append("A");
        }
        for (Asset asset : assets) {
            table.append("\u001b[2K").append(line(asset)).append('\n');
        }
        drawn = assets.size();
        console.out().print(table);
        console.out().flush();
    }

    private void showChange(Asset asset) {
        String line = line(asset);
        if (!line.equals(shown.put(asset.id(), line))) {
            console.show(line);
        }
    }

    static String line(Asset asset) {
        var line =
                new StringBuilder(
                        "%-28s %-10s"
                                .formatted(
                                        shortened(String.valueOf(asset.fileName())),
                                        asset.state()));
        for (StageStatus stage : asset.stages()) {
            line.append("  ").append(mark(stage)).append(' ').append(label(stage.stage()));
            if (stage.durationMs() != null) {
                line.append(" %d ms".formatted(stage.durationMs()));
            }
        }
        return line.toString();
    }

    private static String label(Stage stage) {
        return stage.id();
    }

    private static String mark(StageStatus stage) {
        return switch (stage.status()) {
            case PENDING -> "·";
            case SUCCEEDED -> "✓";
            case SKIPPED -> "–";
            case FAILED, TIMED_OUT -> "✗";
        };
    }

    private static String shortened(String name) {
        return name.length() <= 28 ? name : name.substring(0, 27) + "…";
    }
}
