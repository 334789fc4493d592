package dev.dupabase.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.JsonNodeFactory;

@PlatformTest
class NestedTransactionTest {
    private static ProjectContext caller;

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectDatabase database;

    @BeforeEach
    void a_caller() {
        if (caller == null) {
            var none = JsonNodeFactory.instance.objectNode();
            var project =
                    projects.create(new NewProject(UUID.randomUUID(), null, "nested", none, null));
            caller = new ProjectContext(project, Login.API, "anon", "{}");
        }
    }

    @Test
    void a_module_does_not_slip_into_the_callers_transaction() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        caller.call(() ->
                                database.asCaller(
                                        () -> database.asRole(InternalRole.AUTH, this::role))))
                .withMessageStartingWith("a transaction as anon of project ")
                .withMessageContaining("supabase_auth_admin");
    }

    @Test
    void a_caller_does_not_slip_into_a_modules_transaction() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        caller.call(() ->
                                database.asRole(
                                        InternalRole.AUTH,
                                        () -> caller.call(() -> database.asCaller(this::role)))));
    }

    @Test
    void one_after_the_other_each_has_its_name() {
        caller.run(() -> {
            assertThat(database.asCaller(this::role)).isEqualTo("anon");
            assertThat(database.asRole(InternalRole.AUTH, this::role))
                    .isEqualTo("supabase_auth_admin");
            assertThat(database.asCaller(() -> database.asCaller(this::role))).isEqualTo("anon");
        });
    }

    private String role() {
        return database.sql("select current_user::text").query(String.class).single();
    }
}
