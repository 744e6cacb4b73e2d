package io.darkroom.moderation.review;

import io.darkroom.contracts.ReviewRequested;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The time in which a decision can be undone: in tests it ends when they say so. */
final class Grace {
    private Grace() {}

    /** What was decided about this item leaves now. */
    static void end(DataSource database, ReviewRequested request) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    update moderation.review set undo_until = clock_timestamp() where id = '%s';
                    update moderation.outbox set not_before = clock_timestamp() where record_key = '%s';
                    """
                            .formatted(request.reviewId(), request.assetId()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
