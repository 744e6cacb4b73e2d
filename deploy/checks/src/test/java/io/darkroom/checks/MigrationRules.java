package io.darkroom.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a migration may do while instances of the last release still run: whatever they read must
 * stay, and whatever they write must be taken. So nothing is dropped, renamed or given another
 * type, and nothing that they do not fill in is demanded of them.
 */
final class MigrationRules {
    private static final String NAME = "(?:if (?:not )?exists )?(?:only )?\"?([a-z0-9_.]+)\"?";
    private static final Pattern CREATE =
            Pattern.compile("create (?:unlogged )?table " + NAME + ".*");
    private static final Pattern ALTER = Pattern.compile("alter table " + NAME + " (.*)");
    private static final Pattern UNIQUE =
            Pattern.compile("create unique index (?:concurrently )?.*? on " + NAME + ".*");
    private static final Pattern TRIGGER = Pattern.compile("create .*trigger .* on " + NAME + ".*");
    private static final Pattern INDEX = Pattern.compile("create index .*");
    private static final Pattern HARMLESS =
            Pattern.compile(
                    "(insert into|comment on|create (or replace )?function|create sequence|grant)"
                            + " .*");

    /** Tables that the migrations looked at here made themselves: nobody old uses them. */
    private final Set<String> own = new HashSet<>();

    /** What is against the rules, each in words. */
    List<String> findings(List<Migration> migrations) {
        var findings = new ArrayList<String>();
        for (Migration migration : migrations) {
            for (String statement : migration.statements()) {
                check(statement)
                        .forEach(why ->
                                findings.add(migration.name() + ": " + why + ": " + statement));
            }
        }
        return findings;
    }

    private List<String> check(String statement) {
        String sql = statement.toLowerCase(Locale.ROOT);
        Matcher create = CREATE.matcher(sql);
        if (create.matches()) {
            own.add(create.group(1));
            return List.of();
        }
        Matcher alter = ALTER.matcher(sql);
        if (alter.matches()) {
            return own.contains(alter.group(1)) ? List.of() : actions(alter.group(2));
        }
        Matcher unique = UNIQUE.matcher(sql);
        if (unique.matches()) {
            return foreign(unique.group(1), "the last release may write what is not unique");
        }
        Matcher trigger = TRIGGER.matcher(sql);
        if (trigger.matches()) {
            return foreign(trigger.group(1), "a trigger changes what the last release writes");
        }
        if (INDEX.matcher(sql).matches() || HARMLESS.matcher(sql).matches()) {
            return List.of();
        }
        return List.of(
                sql.startsWith("drop ")
                        ? "the last release may use what is dropped"
                        : "not among what is known to be harmless");
    }

    private List<String> foreign(String table, String why) {
        return own.contains(table) ? List.of() : List.of(why);
    }

    private static List<String> actions(String list) {
        return split(list).stream()
                .map(MigrationRules::action)
                .filter(why -> !why.isEmpty())
                .toList();
    }

    /** Why the last release could not live with it; empty where it can. */
    private static String action(String action) {
        if (action.matches("(drop|rename) .*")) {
            return "the last release uses it";
        }
        if (action.matches("alter (column )?\\S+ (set )?(data )?type .*")) {
            return "the last release reads and writes the old type";
        }
        if (action.matches("alter (column )?\\S+ (set not null|drop default)")) {
            return "the last release may leave it out";
        }
        if (action.matches("alter (column )?\\S+ (set default .*|drop not null)")) {
            return "";
        }
        if (action.matches("add (constraint|check|unique|primary key|foreign key|exclude)\\b.*")) {
            return "the last release may write what the constraint refuses";
        }
        if (action.startsWith("add ")) {
            return column(action);
        }
        return "not among what is known to be harmless";
    }

    private static String column(String action) {
        if (action.contains(" not null") && !action.contains(" default ")) {
            return "the last release leaves the column out";
        }
        return action.contains(" unique") || action.contains(" primary key")
                ? "the last release may write what is not unique"
                : "";
    }

    /** At the commas that stand in no bracket. */
    private static List<String> split(String list) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int begin = 0;
        for (int at = 0; at < list.length(); at++) {
            char c = list.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(begin, at).strip());
                begin = at + 1;
            }
        }
        parts.add(list.substring(begin).strip());
        return parts;
    }
}
