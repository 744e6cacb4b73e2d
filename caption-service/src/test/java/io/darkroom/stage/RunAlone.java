package io.darkroom.stage;

import java.util.concurrent.Callable;

/** Stands where the runtime stands while a repeated record runs alone. */
public final class RunAlone {
    private RunAlone() {}

    /** Does the work; others run once it says that its own part is over. */
    public static <T> Callable<T> until(Runnable othersRun, Callable<T> work) {
        return () ->
                LettingGo.of(
                        othersRun,
                        () -> {
                            try {
                                return work.call();
                            } catch (InterruptedException | RuntimeException e) {
                                throw e;
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
    }
}
