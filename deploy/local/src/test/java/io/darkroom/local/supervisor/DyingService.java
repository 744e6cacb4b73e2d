package io.darkroom.local.supervisor;

/** A service for tests: says that it is alive, and lives as long as it is told. */
final class DyingService {
    private DyingService() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("alive " + ProcessHandle.current().pid());
        Thread.sleep(Long.parseLong(arguments[0]));
        System.exit(3);
    }
}
