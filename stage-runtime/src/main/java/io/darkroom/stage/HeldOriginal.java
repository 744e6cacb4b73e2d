package io.darkroom.stage;

import org.jspecify.annotations.Nullable;

/** An original in memory, with the room that it takes there, until it is let go of. */
final class HeldOriginal implements AutoCloseable {
    private final ByteBudget.Room room;
    private volatile byte @Nullable [] bytes;

    HeldOriginal(byte[] bytes, ByteBudget.Room room) {
        this.bytes = bytes;
        this.room = room;
    }

    /**
     * @throws IllegalStateException if it was let go of
     */
    byte[] bytes() {
        byte[] held = bytes;
        if (held == null) {
            throw new IllegalStateException("The original was let go of");
        }
        return held;
    }

    @Override
    public void close() {
        bytes = null;
        room.close();
    }
}
