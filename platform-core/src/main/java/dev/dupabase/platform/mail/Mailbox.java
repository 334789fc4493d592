package dev.dupabase.platform.mail;

import dev.dupabase.platform.project.Project;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where mails stay that no server takes: the last 200 of each project, for the dashboard to show
/// (DESIGN §8).
@Component
public class Mailbox {
    /// A mail in the box.
    ///
    /// @param id grows with time
    public record Entry(
            long id, String kind, String recipient, String subject, String html, Instant at) {}

    private static final int MOST = 200;

    private static final String INSERT =
            """
            insert into platform.mailbox (project_id, kind, recipient, subject, html)
            values (:project, :kind, :recipient, :subject, :html)
            """;

    private static final String TRIM =
            """
            delete from platform.mailbox where project_id = :project and id <= (
                select id from platform.mailbox where project_id = :project
                order by id desc offset :most limit 1)
            """;

    private static final String NEWEST =
            """
            select id, kind, recipient, subject, html, created_at from platform.mailbox
            where project_id = :project order by id desc limit :limit
            """;

    private static final String BY_ID =
            """
            select id, kind, recipient, subject, html, created_at from platform.mailbox
            where project_id = :project and id = :id
            """;

    private static final String EMPTY = "delete from platform.mailbox where project_id = :project";

    private final JdbcClient database;

    Mailbox(JdbcClient database) {
        this.database = database;
    }

    @Transactional
    void keep(Project project, Mail mail) {
        database.sql(INSERT)
                .param("project", project.id())
                .param("kind", mail.kind())
                .param("recipient", mail.to())
                .param("subject", mail.subject())
                .param("html", mail.html())
                .update();
        database.sql(TRIM).param("project", project.id()).param("most", MOST).update();
    }

    /// The newest mails, newest first.
    public List<Entry> newest(Project project, int limit) {
        return database.sql(NEWEST)
                .param("project", project.id())
                .param("limit", Math.min(limit, MOST))
                .query((row, number) -> entry(row))
                .list();
    }

    public Optional<Entry> find(Project project, long id) {
        return database.sql(BY_ID)
                .param("project", project.id())
                .param("id", id)
                .query((row, number) -> entry(row))
                .optional();
    }

    public void empty(Project project) {
        database.sql(EMPTY).param("project", project.id()).update();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("html"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
