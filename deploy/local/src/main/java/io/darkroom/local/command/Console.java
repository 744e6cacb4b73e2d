package io.darkroom.local.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** What the person at the terminal sees: one line at a time, services told apart by colour. */
public final class Console {
    private static final List<Integer> COLOURS = List.of(36, 33, 35, 32, 34);

    private final PrintStream out;
    private final boolean colour;
    private final boolean services;

    /**
     * @param colour whether the terminal shows colours
     * @param services whether the services' own lines are shown too
     */
    public Console(PrintStream out, boolean colour, boolean services) {
        this.out = out;
        this.colour = colour;
        this.services = services;
    }

    /** One for this process's terminal; NO_COLOR is honoured. */
    public static Console ofTerminal(boolean services) {
        var terminal = Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
        return new Console(
                System.out, terminal.isPresent() && System.getenv("NO_COLOR") == null, services);
    }

    /** Darkroom's own words. */
    public synchronized void say(String line) {
        out.println(painted(1, "darkroom") + "  " + line);
    }

    /** A block as it is. */
    public synchronized void show(String block) {
        out.println(block);
    }

    /** A line of a service's log. */
    public synchronized void service(int index, String name, String line) {
        if (services) {
            int code = COLOURS.get(index % COLOURS.size());
            out.println(painted(code, "[" + name + "]") + " " + line);
        }
    }

    /** Whether a table can be drawn over in place. */
    public boolean isTerminal() {
        return colour;
    }

    /** The stream below. */
    public PrintStream out() {
        return out;
    }

    private String painted(int code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
