package dev.dupabase.admin.studio.csv;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.studio.session.RowLimit;
import dev.dupabase.admin.studio.session.SqlRefusal;
import dev.dupabase.admin.studio.session.StudioSession;
import dev.dupabase.admin.studio.session.StudioSessions;
import dev.dupabase.admin.studio.table.Relation;
import dev.dupabase.admin.studio.table.Relations;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.ProjectAccess.Access;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.quota.OrganisationLimits;
import dev.dupabase.platform.sql.Sql;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.stereotype.Component;

/// Copies a CSV file into a table while it is read: all of it or nothing, in bounded memory.
@Component
class CsvImport {
    private static final Duration TIMEOUT = Duration.ofMinutes(30);
    private static final int CHUNK = 64 * 1024;
    private static final Pattern COPY_LINE = Pattern.compile("COPY [^\\n]*?, line (\\d+)");

    private final StudioSessions sessions;
    private final Relations relations;
    private final OrganisationLimits limits;
    private final AuditTrail audit;

    CsvImport(
            StudioSessions sessions,
            Relations relations,
            OrganisationLimits limits,
            AuditTrail audit) {
        this.sessions = sessions;
        this.relations = relations;
        this.limits = limits;
        this.audit = audit;
    }

    /// Where the rows go, and how the file is to be read.
    ///
    /// @param mapping header → column; of those not named, the headers that are columns count
    record Wish(String schema, String table, char delimiter, Map<String, String> mapping) {}

    /// A field of the file and the column it goes to.
    private record Target(int field, String column) {}

    /// @return how many rows there were
    long load(Caller caller, Access access, Wish wish, InputStream body) throws IOException {
        limits.requireWritable(access.project());
        audit.write(
                caller,
                Deed.by(caller, AuditAction.IMPORT_ROWS, wish.schema() + "." + wish.table())
                        .inProject(access.project().id()));
        var records = new CsvRecords(new BufferedInputStream(body, CHUNK), wish.delimiter());
        try (var session = sessions.open(access.project(), "csv", TIMEOUT)) {
            session.run("begin", RowLimit.OWN);
            var relation = relations.require(session, wish.schema(), wish.table(), access.role());
            var header = records.next().orElseThrow(() -> Problems.of("body", "the file is empty"));
            var targets = targets(relation, header, wish.mapping());
            long rows = copy(session, relation, targets, header.size(), records);
            session.run("commit", RowLimit.OWN);
            return rows;
        } catch (CsvRecords.Fault e) {
            throw refusal(String.valueOf(e.getMessage()), e.line());
        } catch (SQLException e) {
            throw SqlRefusal.of(e);
        }
    }

    private static List<Target> targets(
            Relation relation, List<byte @Nullable []> header, Map<String, String> mapping) {
        var targets = new ArrayList<Target>();
        var taken = new HashSet<String>();
        for (int i = 0; i < header.size(); i++) {
            var bytes = header.get(i);
            var name = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8).strip();
            var column = mapping.getOrDefault(name, mapping.isEmpty() ? name : "");
            if (column.isEmpty()) {
                continue;
            }
            relation.require(column, "map");
            if (!taken.add(column)) {
                throw Problems.of("map", "'%s' is named twice".formatted(column));
            }
            targets.add(new Target(i, column));
        }
        if (targets.isEmpty()) {
            throw Problems.of("map", "no field of the file goes to a column");
        }
        return targets;
    }

    private static long copy(
            StudioSession session,
            Relation relation,
            List<Target> targets,
            int width,
            CsvRecords records)
            throws SQLException, IOException {
        var columns = targets.stream().map(target -> Sql.identifier(target.column())).toList();
        var statement =
                Sql.of("copy {} ({}) from stdin", relation.identifier(), Sql.join(", ", columns));
        var copy =
                session.owner()
                        .jdbc()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(statement.text());
        var progress = new Progress();
        try {
            feed(copy, targets, width, records, progress);
            return copy.endCopy();
        } catch (SQLException e) {
            throw progress.refusal(e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void feed(
            CopyIn copy, List<Target> targets, int width, CsvRecords records, Progress progress)
            throws SQLException, IOException {
        var chunk = new CopyText();
        for (var record = records.next(); record.isPresent(); record = records.next()) {
            var fields = record.get();
            if (fields.size() != width) {
                throw refusal(
                        "a record has %d fields where the header has %d"
                                .formatted(fields.size(), width),
                        records.line());
            }
            progress.note(records.line());
            for (int i = 0; i < targets.size(); i++) {
                chunk.field(i > 0, fields.get(targets.get(i).field()));
            }
            chunk.end();
            if (chunk.size() > CHUNK) {
                chunk.sendTo(copy);
            }
        }
        chunk.sendTo(copy);
    }

    /// Knows which line of the file a record began on, as long as each record is one line.
    private static final class Progress {
        private long records;
        private boolean oneLineEach = true;

        private void note(long line) {
            records++;
            oneLineEach &= line == records + 1;
        }

        private SQLException refusal(SQLException fault) {
            var where = COPY_LINE.matcher(String.valueOf(fault.getMessage()));
            if (fault instanceof org.postgresql.util.PSQLException server
                    && server.getServerErrorMessage() != null) {
                where =
                        COPY_LINE.matcher(
                                String.valueOf(server.getServerErrorMessage().getWhere()));
            }
            if (!where.find()) {
                return fault;
            }
            long record = Long.parseLong(where.group(1));
            var place = oneLineEach ? "line " + (record + 1) : "record " + record;
            throw SqlRefusal.of(
                    fault, place, oneLineEach ? (Integer) Math.toIntExact(record + 1) : null);
        }
    }

    private static ApiException refusal(String text, long line) {
        return new ApiException(PlatformError.INVALID_INPUT, "line %d: %s".formatted(line, text))
                .field("body", "line %d: %s".formatted(line, text));
    }
}
