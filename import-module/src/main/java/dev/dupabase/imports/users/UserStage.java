package dev.dupabase.imports.users;

import dev.dupabase.imports.filter.Verdict.Users;
import dev.dupabase.imports.sql.CopyRows;
import dev.dupabase.imports.sql.DumpRefused;
import dev.dupabase.imports.sql.SqlStatement;
import dev.dupabase.platform.project.Project;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Puts the rows of sign-in that a dump holds where the import finds them.
public final class UserStage {
    private static final int MOST_ROWS = 500;
    private static final int MOST_TEXT = 1 << 20;
    private static final int LONGEST_LINE = 4 << 20;

    /// What is of use, by the names of columns: everything else stays behind.
    private static final Map<String, Set<String>> COLUMNS =
            Map.of(
                    "users",
                    Set.of(
                            "id",
                            "email",
                            "phone",
                            "encrypted_password",
                            "email_confirmed_at",
                            "confirmed_at",
                            "phone_confirmed_at",
                            "invited_at",
                            "last_sign_in_at",
                            "banned_until",
                            "deleted_at",
                            "raw_app_meta_data",
                            "raw_user_meta_data",
                            "is_sso_user",
                            "is_anonymous",
                            "created_at",
                            "updated_at"),
                    "identities",
                    Set.of(
                            "id",
                            "provider_id",
                            "user_id",
                            "identity_data",
                            "provider",
                            "last_sign_in_at",
                            "created_at",
                            "updated_at"),
                    "mfa_factors",
                    Set.of(
                            "id",
                            "user_id",
                            "friendly_name",
                            "factor_type",
                            "status",
                            "secret",
                            "created_at",
                            "updated_at"));

    private final StagedRows staged;
    private final Project project;
    private final long task;
    private final JsonMapper json;
    private final Map<String, List<String>> orders = new HashMap<>();
    private @Nullable String kind;
    private ArrayNode batch;
    private int batchText;
    private long count;

    public UserStage(StagedRows staged, Project project, long task, JsonMapper json) {
        this.staged = staged;
        this.project = project;
        this.task = task;
        this.json = json;
        this.batch = json.createArrayNode();
    }

    /// How many users there were.
    public long users() {
        return count;
    }

    /// Learns the order of a table's columns from its definition.
    public void learn(String table, SqlStatement definition) {
        orders.put(table, LiteralRows.columnsOf(definition));
    }

    /// Takes the rows of an INSERT.
    public void add(Users rows, Charset charset) {
        for (var row : LiteralRows.of(rows.statement(), charset)) {
            add(rows, row);
        }
    }

    /// Takes the rows after a COPY.
    public void add(Users rows, CopyRows lines, Charset charset) throws IOException {
        var line = new byte[1 << 12];
        int length = 0;
        for (int c = lines.read(); c >= 0; c = lines.read()) {
            if (c == '\n') {
                add(rows, fields(line, length, charset));
                length = 0;
                continue;
            }
            if (length == line.length) {
                if (length >= LONGEST_LINE) {
                    throw new DumpRefused("a row of auth.%s is too long".formatted(rows.table()));
                }
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) c;
        }
    }

    /// Sends what is left: there is no more.
    public void finish() {
        flush();
        if (count > 0) {
            staged.settle(project);
        }
    }

    private void flush() {
        if (kind != null && !batch.isEmpty()) {
            staged.add(project, task, kind, json.writeValueAsString(batch));
        }
        batch = json.createArrayNode();
        batchText = 0;
    }

    private static List<@Nullable String> fields(byte[] line, int length, Charset charset) {
        try {
            int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            return CopyText.fields(line, end, charset);
        } catch (CharacterCodingException e) {
            throw new DumpRefused("a row of sign-in is not text in " + charset, e);
        }
    }

    private void add(Users rows, List<@Nullable String> values) {
        var columns = rows.columns().isEmpty() ? orders.get(rows.table()) : rows.columns();
        if (columns == null || columns.size() != values.size()) {
            throw new DumpRefused(
                    "the rows of auth.%s do not tell their columns: make the dump with COPY or --column-inserts"
                            .formatted(rows.table()));
        }
        if (!rows.table().equals(kind) || batch.size() >= MOST_ROWS || batchText >= MOST_TEXT) {
            flush();
            kind = rows.table();
        }
        var wanted = COLUMNS.getOrDefault(rows.table(), Set.of());
        var row = batch.addObject();
        for (int i = 0; i < columns.size(); i++) {
            var value = values.get(i);
            if (value != null && wanted.contains(columns.get(i))) {
                row.put(columns.get(i), value);
                batchText += value.length();
            }
        }
        count += rows.table().equals("users") ? 1 : 0;
    }
}
