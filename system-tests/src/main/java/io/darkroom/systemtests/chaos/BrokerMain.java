package io.darkroom.systemtests.chaos;

import io.darkroom.local.embedded.EmbeddedKafka;
import io.darkroom.local.embedded.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;

/** The embedded broker in a process of its own, so that it can be killed; ends with its input. */
public final class BrokerMain {
    static final String READY = "broker ready";

    private BrokerMain() {}

    /**
     * @param arguments the data directory and the port
     */
    public static void main(String[] arguments) throws IOException {
        var broker = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        TopicSetup.apply(broker.bootstrapServers());
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // Nothing is said to it but that it is over.
        }
        broker.close();
        System.exit(0);
    }
}
