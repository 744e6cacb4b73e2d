package io.darkroom.local.launch;

import java.nio.file.Path;

/**
 * The end of {@code ./darkroom build}: makes the archives that are missing or old, and says so.
 * Without one a service only starts more slowly, so that nothing here makes the build fail.
 */
public final class ArchivesMain {
    private ArchivesMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path root = Path.of(System.getProperty("darkroom.root", "")).toAbsolutePath();
        for (BuiltService service : BuiltService.all(root)) {
            if (service.isArchived()) {
                continue;
            }
            System.out.println(
                    "darkroom: making the archive that " + service.module() + " starts from");
            Path log = root.resolve(".darkroom").resolve(service.module() + "-archive.log");
            if (Training.start(service, log).waitFor() != 0) {
                System.out.println(
                        "darkroom: no archive of %s, which starts without one; %s says why"
                                .formatted(service.module(), log));
            }
        }
    }
}
