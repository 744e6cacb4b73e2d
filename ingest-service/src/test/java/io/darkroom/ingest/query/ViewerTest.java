package io.darkroom.ingest.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset.State;
import io.darkroom.service.access.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with every role: what is not allowed in so many words is refused. */
class ViewerTest {
    private static final Set<Role> OVERSEERS = EnumSet.of(Role.REVIEWER, Role.ADMIN);

    static Stream<Arguments> everyStateAndRole() {
        return Arrays.stream(State.values())
                .flatMap(state ->
                        Arrays.stream(Role.values()).map(role -> Arguments.of(state, role)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndRole")
    void recordsOfUnpublishedAssetsAreHiddenFromReadersOnly(State state, Role role) {
        boolean expected = role != Role.READER || state == State.PUBLISHED;
        assertThat(viewer(role).seesRecord(state)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("everyStateAndRole")
    void bytesOfUnpublishedAssetsAreForReviewersAndAdminsOnly(State state, Role role) {
        boolean expected =
                state == State.PUBLISHED || (state != State.ERASED && OVERSEERS.contains(role));
        assertThat(viewer(role).seesBytes(state, false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("everyStateAndRole")
    void withheldBytesAreForReviewersAndAdminsInEveryState(State state, Role role) {
        boolean expected = state != State.ERASED && OVERSEERS.contains(role);
        assertThat(viewer(role).seesBytes(state, true)).isEqualTo(expected);
    }

    @Test
    void aKeyWithoutRolesSeesNothing() {
        var nobody = new Viewer("t", Set.of());
        assertThat(State.values())
                .noneMatch(nobody::seesRecord)
                .noneMatch(state -> nobody.seesBytes(state, false));
    }

    private static Viewer viewer(Role role) {
        return new Viewer("t", Set.of(role));
    }
}
