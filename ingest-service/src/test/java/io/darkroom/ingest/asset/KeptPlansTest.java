package io.darkroom.ingest.asset;

import io.darkroom.service.sql.AdvisoryLock;
import io.darkroom.service.sql.Transactions;
import io.quarkus.hibernate.orm.runtime.JPAConfig;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** Plans that Hibernate keeps and never finds again are few (docs/adr/0052). */
@QuarkusTest
class KeptPlansTest {
    private static final int KEPT = 128;

    @Inject Transactions transactions;
    @Inject JPAConfig jpa;

    @Test
    void aQuestionThatIsAskedOftenLeavesFewPlans() {
        for (int i = 0; i < 2 * KEPT; i++) {
            transactions.run(session -> AdvisoryLock.take(session, "kept-plans"));
        }
        // What is too much goes a moment later.
        Awaitility.await().until(() -> plans() <= KEPT);
    }

    private int plans() {
        return jpa.getEntityManagerFactories().stream()
                .map(factory -> Objects.requireNonNull(factory.getItem2()))
                .mapToInt(factory ->
                        factory.unwrap(SessionFactoryImplementor.class)
                                .getQueryEngine()
                                .getInterpretationCache()
                                .getNumberOfCachedQueryPlans())
                .sum();
    }
}
