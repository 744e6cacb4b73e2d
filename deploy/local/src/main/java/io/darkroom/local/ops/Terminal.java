package io.darkroom.local.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a command shows what it found, and asks before it does what costs. */
final class Terminal {
    private final BufferedReader in;
    private final PrintStream out;

    Terminal(InputStream in, PrintStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    void show(Object text) {
        out.println(printable(text.toString()));
    }

    /** What a service answers may quote anybody, and steers no terminal. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
    }

    /**
     * Asks, and goes on with a yes.
     *
     * @throws OpsFailure (declined) for anything else, also where nobody can answer
     */
    void ask(String question) {
        out.print(question + " [y/N] ");
        out.flush();
        String answer;
        try {
            answer = in.readLine();
        } catch (IOException _) {
            answer = null;
        }
        if (answer == null || !answer.strip().matches("(?i)y(es)?")) {
            throw new OpsFailure(
                    OpsFailure.DECLINED, "nothing was done; --yes goes on without asking");
        }
    }
}
