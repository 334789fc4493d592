package dev.dupabase.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A schema with an object of every kind comes in whole, in every format.
class EveryKindTest extends ImportServer {
    @TempDir static Path folder;
    private static String source;
    private static Fingerprint original;

    @BeforeAll
    static void makeSource() {
        source = Dumps.database("zoo.sql");
        original = Fingerprint.of(source);
        assertThat(original.catalogue().lines().count()).isGreaterThan(200);
    }

    @Test
    void from_a_script() {
        sameAfter(Dumps.dump(folder, "plain.sql", source), "sql");
    }

    @Test
    void from_a_script_of_inserts() {
        sameAfter(Dumps.dump(folder, "inserts.sql", source, "--inserts"), "sql");
    }

    @Test
    void from_a_packed_script() throws IOException {
        sameAfter(Dumps.gzip(Dumps.dump(folder, "packed.sql", source)), "sql");
    }

    @Test
    void from_an_archive() {
        sameAfter(Dumps.dump(folder, "custom.dump", source, "--format=custom"), "custom");
    }

    @Test
    void from_an_archive_that_is_not_compressed() {
        sameAfter(
                Dumps.dump(folder, "raw.dump", source, "--format=custom", "--compress=0"),
                "custom");
    }

    @Test
    void from_an_archive_of_inserts() {
        sameAfter(
                Dumps.dump(folder, "rows.dump", source, "--format=custom", "--column-inserts"),
                "custom");
    }

    @Test
    void from_a_packed_archive() throws IOException {
        sameAfter(
                Dumps.gzip(
                        Dumps.dump(
                                folder, "again.dump", source, "--format=custom", "--compress=0")),
                "custom");
    }

    @Test
    void from_a_tar() {
        // contracts/platform.md §20-30: the original accepts .tar and never restores it
        sameAfter(Dumps.dump(folder, "dump.tar", source, "--format=tar"), "tar");
    }

    @Test
    void from_a_folder_in_a_zip() throws IOException {
        sameAfter(
                Dumps.zip(Dumps.dump(folder, "folder", source, "--format=directory")), "directory");
    }

    @Test
    void from_a_folder_in_a_tar() {
        sameAfter(
                Dumps.tar(Dumps.dump(folder, "tarred", source, "--format=directory")), "directory");
    }

    @Test
    void over_what_was_there_before() {
        // contracts/platform.md §20-30: types and functions of the same names do not collide
        var project = newProject();
        var dump = Dumps.dump(folder, "twice.dump", source, "--format=custom");
        assertCompleted(importing(project, dump, Map.of()));
        run(
                project,
                "create table public.by_another_role (id int); create type public.left_over as enum ('x')");

        assertThat(failure(importing(project, dump, Map.of()))).contains("already exists");
        assertCompleted(importing(project, dump, Map.of("clean_import", "true")));

        assertSame(Fingerprint.of(url(project)));
    }

    private void sameAfter(Path dump, String format) {
        var project = newProject();
        var task = importing(project, dump, Map.of());
        assertCompleted(task);
        assertThat(task.get("format").asString()).isEqualTo(format);
        assertThat(task.get("warnings")).isEmpty();
        assertSame(Fingerprint.of(url(project)));
    }

    private static void assertSame(Fingerprint imported) {
        assertThat(imported.catalogue().lines())
                .containsExactlyElementsOf(original.catalogue().lines().toList());
        assertThat(imported.rows()).isEqualTo(original.rows());
    }
}
