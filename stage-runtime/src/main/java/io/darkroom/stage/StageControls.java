package io.darkroom.stage;

import io.darkroom.broker.TopicFollower;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.MalformedEventException;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What operations say of the stages: read from the beginning of its compacted topic by every
 * instance, before it takes any work, so that a restart does not undo a pause. While the topic is
 * out of reach the last word stands.
 */
@ApplicationScoped
class StageControls {
    private static final Logger LOG = Logger.getLogger(StageControls.class);

    private final KafkaClients clients;
    private volatile @Nullable TopicFollower follower;

    StageControls(KafkaClients clients) {
        this.clients = clients;
    }

    /** Hears the words, one after another, on the reader's thread. */
    @FunctionalInterface
    interface Listener {
        /**
         * @param word the latest; absent where it was taken back
         */
        void on(Stage stage, @Nullable StageControl word);
    }

    /** Reads on from now, and returns once the latest word on every stage is heard. */
    void follow(Listener listener) throws InterruptedException {
        var following =
                TopicFollower.ofAll(
                        clients.connection(), Topics.STAGE_CONTROL, new Words(listener));
        follower = following;
        following.awaitCaughtUp();
    }

    @PreDestroy
    void close() {
        var following = follower;
        if (following != null) {
            following.close();
        }
    }

    /**
     * Keeps what was said before reading began, for the first time or anew, until all of it is
     * read: an old word that is heard again would undo a later one.
     */
    private static final class Words implements TopicFollower.Taker {
        private final Listener listener;
        private final Map<Stage, Optional<StageControl>> before = new EnumMap<>(Stage.class);
        private boolean keeps;

        Words(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void begins() {
            before.clear();
            keeps = true;
        }

        @Override
        public void caughtUp() {
            keeps = false;
            before.forEach((stage, word) -> listener.on(stage, word.orElse(null)));
        }

        @Override
        public void take(ConsumerRecord<String, byte[]> record) {
            var stage = Optional.ofNullable(record.key()).flatMap(Stage::find);
            if (stage.isEmpty()) {
                return;
            }
            try {
                hear(stage.get(), record.value() == null ? null : word(stage.get(), record));
            } catch (MalformedEventException e) {
                LOG.errorf(
                        "A word on a stage cannot be read, the one before it stands;"
                                + " stage=%s offset=%d cause=%s",
                        stage.get(), record.offset(), e.getMessage());
            }
        }

        private void hear(Stage stage, @Nullable StageControl word) {
            if (keeps) {
                before.put(stage, Optional.ofNullable(word));
            } else {
                listener.on(stage, word);
            }
        }

        private static StageControl word(Stage stage, ConsumerRecord<String, byte[]> record) {
            var headers = Delivery.headers(record.headers());
            var word = CloudEvent.read(headers, record.value(), StageControl.class).data();
            if (word.stage() != stage) {
                throw new MalformedEventException("Its key names another stage than it does", null);
            }
            return word;
        }
    }
}
