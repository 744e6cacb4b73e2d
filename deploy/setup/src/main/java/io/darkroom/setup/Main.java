package io.darkroom.setup;

import io.darkroom.broker.ClusterCheck;
import io.darkroom.broker.ClusterSetup;
import io.darkroom.broker.ShareGroup;
import io.darkroom.contracts.TopicSettings;
import io.darkroom.storage.ObjectStoreException;
import io.darkroom.storage.S3ObjectStore;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;

/**
 * {@code ./darkroom setup} and the set-up job: makes topics, settings of share groups, and buckets;
 * with {@code --check} only says what is wrong. Repeating it changes nothing.
 *
 * <p>Ends with 0 where all is as it must be, 1 where something is not or a server did not answer,
 * and 2 where it was called wrongly. What brokers allow is told, and changes none of it.
 */
public final class Main {
    private static final int WRONG = 1;
    private static final int USAGE = 2;
    private static final Duration EFFECT_WITHIN = Duration.ofSeconds(20);

    private final Environment environment;
    private final PrintStream out;

    private Main(Environment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        // Kafka's clients tell their whole configuration otherwise.
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(run(new Environment(System.getenv()), List.of(arguments), System.out));
    }

    static int run(Environment environment, List<String> arguments, PrintStream out)
            throws InterruptedException {
        boolean checkOnly = arguments.equals(List.of("--check"));
        if (!checkOnly && !arguments.isEmpty()) {
            out.println("setup: only --check is understood, not " + arguments);
            return USAGE;
        }
        if (!environment.missing().isEmpty()) {
            out.println("setup: set " + String.join(", ", environment.missing()));
            return USAGE;
        }
        try {
            var main = new Main(environment, out);
            boolean kafka = main.kafka(checkOnly);
            boolean buckets = main.buckets(checkOnly);
            return kafka && buckets ? 0 : WRONG;
        } catch (ExecutionException e) {
            out.println("setup: Kafka did not answer as it should: " + cause(e));
        } catch (ObjectStoreException e) {
            out.println("setup: the object store did not answer as it should: " + cause(e));
        } catch (RuntimeException e) {
            out.println("setup: " + cause(e));
        }
        return WRONG;
    }

    private boolean kafka(boolean checkOnly) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(environment.kafka())) {
            if (!checkOnly) {
                var setup = new ClusterSetup(admin);
                setup.createTopics(TopicSettings.all())
                        .forEach(topic -> out.println("created topic " + topic));
                setup.configureTopics(TopicSettings.all());
                if (environment.shareGroups()) {
                    setup.configureGroups(ShareGroup.all());
                }
            }
            if (environment.shareGroups()) {
                tellOfBrokers(admin);
            }
            return report(admin, checkOnly ? Duration.ZERO : EFFECT_WITHIN);
        }
    }

    /** Told and not counted: on a managed Kafka nobody may change what the brokers allow. */
    private void tellOfBrokers(Admin admin) throws ExecutionException, InterruptedException {
        new ClusterCheck(admin).brokers().forEach(finding -> out.println("note: " + finding));
    }

    /** Brokers learn of a change a moment after the controller took it. */
    private boolean report(Admin admin, Duration patience)
            throws ExecutionException, InterruptedException {
        var check = new ClusterCheck(admin);
        long deadline = System.nanoTime() + patience.toNanos();
        var findings = findings(check);
        while (!findings.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(100);
            findings = findings(check);
        }
        findings.forEach(out::println);
        if (findings.isEmpty()) {
            out.printf(
                    "%d topics and %d share groups are as they must be%n",
                    TopicSettings.all().size(),
                    environment.shareGroups() ? ShareGroup.all().size() : 0);
        }
        return findings.isEmpty();
    }

    private List<ClusterCheck.Finding> findings(ClusterCheck check)
            throws ExecutionException, InterruptedException {
        var findings = new ArrayList<>(check.topics(TopicSettings.all()));
        if (environment.shareGroups()) {
            findings.addAll(check.groups(ShareGroup.all()));
        }
        return findings;
    }

    private boolean buckets(boolean checkOnly) {
        boolean all = true;
        try (var store = new S3ObjectStore(environment.s3())) {
            for (String bucket : environment.buckets()) {
                if (checkOnly) {
                    all &= isThere(store, bucket);
                } else {
                    store.ensureBucket(bucket);
                    out.println("bucket " + bucket + " is there");
                }
            }
        }
        return all;
    }

    private boolean isThere(S3ObjectStore store, String bucket) {
        try (var entries = store.list(bucket, "setup-looks-for-nothing/")) {
            long found = entries.limit(1).count();
            out.println("bucket " + bucket + " is there" + (found > 0 ? ", and in use" : ""));
            return true;
        } catch (ObjectStoreException e) {
            out.println("bucket " + bucket + " cannot be read: " + cause(e));
            return false;
        }
    }

    private static String cause(Exception e) {
        Throwable why = e.getCause() == null ? e : e.getCause();
        return String.valueOf(why.getMessage());
    }
}
