package dev.dupabase.admin;

import dev.dupabase.testing.TestHost;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/// A server with a platform database of its own, and accounts to call it with.
@SpringBootTest(
        classes = PlatformServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "dupabase.http.rate-limit-auth=off",
            "dupabase.http.rate-limit-api=off",
            "dupabase.http.trust-proxy=true",
            "dupabase.admin.password-check-limit=off",
            "springdoc.api-docs.path=/platform/openapi.json",
            "springdoc.paths-to-match=/platform/**",
            "springdoc.default-produces-media-type=application/json",
            "spring.threads.virtual.enabled=true"
        })
@ContextConfiguration(initializers = TestHost.class)
public abstract class PlatformApiTest {
    protected static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    @LocalServerPort protected int port;
    @Autowired protected JdbcClient platform;

    /// Nobody.
    protected ApiClient guest() {
        return new ApiClient("http://127.0.0.1:" + port, "");
    }

    /// The administrator the operator named.
    protected ApiClient admin() {
        return signIn(TestHost.ADMIN_EMAIL, TestHost.ADMIN_PASSWORD);
    }

    protected ApiClient signIn(String email, String password) {
        var answer =
                guest().post(
                                "/platform/auth/login",
                                "{\"email\":\"%s\",\"password\":\"%s\"}"
                                        .formatted(email, password));
        return guest().as(answer.text("token"));
    }

    /// A new account, signed in.
    protected ApiClient register(String email) {
        var answer =
                guest().post(
                                "/platform/auth/register",
                                "{\"email\":\"%s\",\"password\":\"%s\"}"
                                        .formatted(email, PASSWORD));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.body());
        }
        return guest().as(answer.text("token"));
    }

    /// An organisation with a member of each role.
    protected People people() {
        return new People(this, platform, "one");
    }

    /// Another one, with other members.
    protected People otherPeople() {
        return new People(this, platform, "two");
    }

    protected static String newEmail() {
        return "user%d@example.com".formatted(COUNTER.incrementAndGet());
    }

    /// The actions in the audit log since a point in it, oldest first.
    protected java.util.List<String> actionsSince(long id) {
        return platform.sql("select action from platform.audit_log where id > :id order by id")
                .param("id", id)
                .query((row, number) -> row.getString(1))
                .list();
    }

    protected long auditPosition() {
        return platform.sql("select coalesce(max(id), 0) from platform.audit_log")
                .query(Long.class)
                .single();
    }

    protected long count(String sql) {
        return platform.sql(sql).query(Long.class).single();
    }

    /// Makes an account a member of the organisation that a project is of.
    protected void joinOrganisationOf(String project, String email, String role) {
        platform.sql(
                        """
                        insert into platform.org_members (org_id, user_id, role)
                        select p.org_id, u.id, :role from platform.projects p, platform.users u
                        where p.id = cast(:project as uuid) and u.email = :email
                        """)
                .param("project", project)
                .param("email", email)
                .param("role", role)
                .update();
    }

    /// Makes calls at the same moment.
    ///
    /// @return their results, in the order of the calls
    protected static java.util.List<Integer> atOnce(java.util.function.IntSupplier... calls) {
        var barrier = new java.util.concurrent.CyclicBarrier(calls.length);
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    java.util.Arrays.stream(calls)
                            .map(call ->
                                    threads.submit(() -> {
                                        barrier.await();
                                        return call.getAsInt();
                                    }))
                            .toList();
            return results.stream().map(PlatformApiTest::result).toList();
        }
    }

    private static int result(java.util.concurrent.Future<Integer> call) {
        try {
            return call.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
