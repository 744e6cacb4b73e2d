package io.darkroom.local.ops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code ./darkroom ops}. */
public final class OpsMain {
    private OpsMain() {}

    public static void main(String[] line) {
        System.exit(run(List.of(line)));
    }

    private static int run(List<String> line) {
        Path root = Path.of(System.getProperty("darkroom.root", "")).toAbsolutePath();
        try {
            var arguments = new Arguments(line);
            String command = arguments.next("what to do: " + OpsCommands.NAMES);
            Api api = Api.of(arguments, System.getenv("DARKROOM_API_KEY"), root);
            new OpsCommands(api, arguments, new Terminal(System.in, System.out)).run(command);
            return 0;
        } catch (OpsFailure e) {
            System.err.println("darkroom: " + Terminal.printable(String.valueOf(e.getMessage())));
            return e.code();
        } catch (IOException e) {
            System.err.println("darkroom: the local state cannot be read: " + e);
            return OpsFailure.FAILED;
        }
    }
}
