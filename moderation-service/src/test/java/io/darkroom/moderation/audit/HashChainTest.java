package io.darkroom.moderation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashChainTest {
    private static final Instant AT = Instant.parse("2026-11-23T09:20:00.123456Z");

    @Test
    void aChainThatWasWrittenSoFits() {
        assertThat(broken(chain())).isNull();
    }

    @Test
    void aChangedARemovedAndASlippedInLineBreakIt() {
        var lines = chain();
        var changed =
                List.of(
                        lines.get(0),
                        line(2, "DECIDED", "mara", "APPROVE", lines.get(1).hash()),
                        lines.get(2));
        assertThat(broken(changed)).contains("Line 2");
        assertThat(broken(List.of(lines.get(0), lines.get(2)))).contains("missing");
        assertThat(broken(List.of(lines.get(0), lines.get(0)))).contains("comes line 1");
    }

    @Test
    void anEndThatWasCutOffShowsAgainstTheHead() {
        var lines = chain();
        var chain = new HashChain();
        chain.add(lines.get(0));
        chain.end(3, lines.get(2).hash());
        assertThat(chain.broken()).contains("3 were written");
    }

    @Test
    void fieldsCannotBeMovedIntoEachOther() {
        String one = HashChain.hash("0", line(1, "SEEN", "mara", "x", ""));
        String other = HashChain.hash("0", line(1, "SEEN", "mar", "ax", ""));
        String none = HashChain.hash("0", line(1, "SEEN", "mara", null, ""));
        assertThat(List.of(one, other, none)).doesNotHaveDuplicates();
    }

    private static List<AuditLine> chain() {
        var first =
                hashed("0".repeat(64), line(1, "REQUESTED", "pipeline", "reasons: outpaint", ""));
        var second = hashed(first.hash(), line(2, "DECIDED", "mara", "REJECT off-brand", ""));
        var third = hashed(second.hash(), line(3, "UNDONE", "mara", null, ""));
        return List.of(first, second, third);
    }

    private static AuditLine hashed(String before, AuditLine line) {
        return line(
                line.seq(),
                line.action(),
                line.actor(),
                line.detail(),
                HashChain.hash(before, line));
    }

    private static AuditLine line(
            long seq, String action, String actor, @Nullable String detail, String hash) {
        return new AuditLine(
                seq, "default", new UUID(1, 2), new UUID(3, 4), 2, action, actor, AT, detail, hash);
    }

    private static @Nullable String broken(List<AuditLine> lines) {
        var chain = new HashChain();
        lines.forEach(chain::add);
        return chain.broken();
    }
}
