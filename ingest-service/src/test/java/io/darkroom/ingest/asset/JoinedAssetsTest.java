package io.darkroom.ingest.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.asset.JoinedAssets.AssetColumns;
import io.darkroom.ingest.asset.JoinedAssets.StageColumns;
import io.darkroom.ingest.support.Reports;
import io.darkroom.service.sql.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JoinedAssetsTest {
    /** Fields that the build adds to entities. */
    private static final String HIBERNATES_OWN = "$$_hibernate_";

    @Inject Transactions transactions;
    @Inject AssetRepository assets;
    @Inject JoinedAssets joined;
    @Inject AssetSeeds seeds;

    @Test
    void whatIsChangedIsReadAgainAsItWas() {
        UUID id = seeds.enriching("default");
        UUID other = seeds.enriching("default");
        AssetRows untouched = read(other);

        for (Consumer<AssetRows> change :
                List.<Consumer<AssetRows>>of(
                        JoinedAssetsTest::succeed,
                        JoinedAssetsTest::fail,
                        JoinedAssetsTest::defer,
                        JoinedAssetsTest::askPerson,
                        JoinedAssetsTest::withdraw,
                        JoinedAssetsTest::publish)) {
            AssetRows written = write(id, change);
            assertSame(read(id), written);
        }
        assertSame(read(other), untouched);
    }

    @Test
    void textsComeBackToTheLetter() {
        UUID id = seeds.enriching("default");
        var said = "A \"quote\", a \\ and a {brace}, ünïcödé, 你好, 😀,\nand '; DROP TABLE asset --";

        write(id, rows -> fail(rows, said));

        assertThat(read(id).stage(Stage.AUTO_TAG).orElseThrow().outcome()).isEqualTo(failed(said));
    }

    /** A new column is one of the two: decide which, and {@link JoinedAssets} with it. */
    @Test
    void everyColumnIsWrittenOrChangedByNoOutcome() {
        assertThat(changeable(AssetEntity.class))
                .containsExactlyInAnyOrderElementsOf(with(AssetColumns.class, "request", "edits"));
        assertThat(changeable(StageEntity.class))
                .containsExactlyInAnyOrderElementsOf(
                        with(StageColumns.class, "asked", "previous", "runBegan"));
    }

    private static Set<String> changeable(Class<?> entity) {
        return Arrays.stream(entity.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .filter(field -> !field.getName().startsWith(HIBERNATES_OWN))
                .filter(field -> field.isAnnotationPresent(Id.class) || isUpdatable(field))
                .map(Field::getName)
                .collect(Collectors.toSet());
    }

    private static boolean isUpdatable(Field field) {
        Column column = field.getAnnotation(Column.class);
        return column == null || column.updatable();
    }

    private static Set<String> with(Class<?> columns, String... changedByNone) {
        return Stream.concat(
                        Arrays.stream(columns.getRecordComponents()).map(RecordComponent::getName),
                        Arrays.stream(changedByNone))
                .collect(Collectors.toSet());
    }

    private static void succeed(AssetRows rows) {
        for (Stage stage : List.of(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP)) {
            var outcome = Reports.succeeded(rows.asset().id(), stage).outcome();
            rows.stage(stage).orElseThrow().end(outcome, 2, 3, 4_000_000_000L, Instant.now());
        }
        rows.asset().hashed("00ff00ff00ff00ff");
        enter(rows, ((AssetState.Open) rows.asset().state()).changed());
    }

    private static void fail(AssetRows rows) {
        fail(rows, "a model said no");
    }

    private static void fail(AssetRows rows, String detail) {
        rows.stage(Stage.AUTO_TAG).orElseThrow().end(failed(detail), 3, 1, 7, Instant.now());
        enter(rows, ((AssetState.Open) rows.asset().state()).changed());
    }

    private static StageOutcome failed(String detail) {
        return new StageOutcome.Failed(Failure.of("model-refused", "It was refused", detail));
    }

    private static void defer(AssetRows rows) {
        var until = Instant.now().plusSeconds(60);
        var why = Failure.of("budget", "The budget is spent", "Until tomorrow");
        rows.stage(Stage.CAPTION).orElseThrow().defer(new StageOutcome.Deferred(why, until));
    }

    private static void askPerson(AssetRows rows) {
        var next = ((AssetState.Enriching) rows.asset().state()).askPerson();
        var reasons = List.of(new Finding("requested", null, "A test asked"));
        rows.asset()
                .review(ReviewRecord.pending(UUID.randomUUID(), next.revision(), reasons, "1", 2));
        enter(rows, next);
    }

    private static void withdraw(AssetRows rows) {
        enter(rows, ((AssetState.InReview) rows.asset().state()).approve());
        enter(rows, ((AssetState.Published) rows.asset().state()).withdraw());
        rows.asset().withdraw(new Withdrawal("Recalled", "somebody", rows.asset().updatedAt()));
    }

    private static void publish(AssetRows rows) {
        enter(rows, ((AssetState.Withdrawn) rows.asset().state()).publish());
        assertThat(rows.asset().state().name()).isEqualTo(Asset.State.PUBLISHED);
    }

    private static void enter(AssetRows rows, AssetState next) {
        rows.asset().enter(next, Instant.now());
    }

    private AssetRows write(UUID id, Consumer<AssetRows> change) {
        return transactions.run(session ->
                joined.lock(session, Set.of(id))
                        .map(locked -> locked.get(id))
                        .invoke(change)
                        .call(rows -> joined.write(session, List.of(rows), rows.stages())));
    }

    private static void assertSame(AssetRows rows, AssetRows expected) {
        assertThat(rows)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*" + Pattern.quote(HIBERNATES_OWN) + ".*")
                .isEqualTo(expected);
    }

    private AssetRows read(UUID id) {
        return transactions.run(session -> assets.find(session, id)).orElseThrow();
    }
}
