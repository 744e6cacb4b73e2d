package io.darkroom.stage;

import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * The worker, written once. A service has one listener for each of its stages, and all of them look
 * like this:
 *
 * <pre>{@code
 * @ApplicationScoped
 * class SmartCropListener {
 *     private final StageRunner runner;
 *     private final SmartCropStage stage;
 *
 *     SmartCropListener(StageRunner runner, SmartCropStage stage) {
 *         this.runner = runner;
 *         this.stage = stage;
 *     }
 *
 *     @Incoming(Channels.SMART_CROP) // the stage's id, "smart-crop"
 *     @RunOnVirtualThread
 *     CompletionStage<Void> onUploaded(Message<byte[]> message) {
 *         return runner.handle(stage, message);
 *     }
 * }
 * }</pre>
 */
public interface StageRunner {

    /**
     * Brings one record to its end: blocks until its outcome is published, then acknowledges it, or
     * gives it back.
     *
     * @return the acknowledgement
     */
    CompletionStage<Void> handle(StageWork work, Message<byte[]> message);
}
