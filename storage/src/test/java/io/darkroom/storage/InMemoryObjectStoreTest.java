package io.darkroom.storage;

class InMemoryObjectStoreTest extends ObjectStoreContractTest {
    private final ObjectStore store = new InMemoryObjectStore();

    @Override
    ObjectStore store() {
        return store;
    }
}
