package dev.dupabase.platform.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectInvalidated;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.testing.TestPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ProjectPoolsTest {
    private static final TestProjects PROJECTS = new TestProjects();
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final List<ProjectPools> opened = new ArrayList<>();

    @AfterEach
    void no_connection_is_left_behind() throws Exception {
        opened.forEach(ProjectPools::close);
        eventually(() -> PROJECTS.connections() == 0);
    }

    @AfterAll
    static void stopThreads() {
        THREADS.shutdownNow();
    }

    @Test
    void a_lease_is_logged_in_as_the_login_it_was_asked_for() throws Exception {
        var pools = pools(4, 2);
        var project = PROJECTS.create();

        assertThat(text(pools, project, Login.API, "select session_user"))
                .isEqualTo(Login.API.roleName(project.ref()));
        assertThat(text(pools, project, Login.SERVICE, "select session_user"))
                .isEqualTo(Login.SERVICE.roleName(project.ref()));
    }

    @Test
    void a_returned_connection_is_used_again() throws Exception {
        var pools = pools(4, 2);
        var project = PROJECTS.create();

        assertThat(backend(pools, project)).isEqualTo(backend(pools, project));
    }

    @Test
    void closing_a_lease_twice_gives_it_back_once() throws Exception {
        var pools = pools(4, 1);
        var project = PROJECTS.create();
        var connection = pools.lease(project, Login.API);
        connection.close();
        connection.close();

        try (var first = pools.lease(project, Login.API)) {
            var second = THREADS.submit(() -> backend(pools, project));
            Thread.sleep(200);
            assertThat(second.isDone()).isFalse();
        }
    }

    @Test
    void a_connection_with_an_open_transaction_is_not_used_again() throws Exception {
        var pools = pools(4, 1);
        var project = PROJECTS.create();
        String left;
        try (var connection = pools.lease(project, Login.API);
                var statement = connection.createStatement()) {
            statement.execute("begin; create temp table secret as select 1");
            left = text(connection, "select pg_backend_pid()");
        }

        assertThat(backend(pools, project)).isNotEqualTo(left);
    }

    @Test
    void both_logins_together_hold_no_more_than_the_project_may() throws Exception {
        var pools = pools(50, 3);
        var project = PROJECTS.create();
        var work = new ArrayList<Callable<String>>();
        for (int i = 0; i < 60; i++) {
            var login = i % 2 == 0 ? Login.API : Login.SERVICE;
            work.add(() -> text(pools, project, login, "select count(pg_sleep(0.01))"));
        }
        var highest = highestCountDuring(() -> all(work));

        assertThat(highest).isBetween(1, 3);
    }

    @Test
    void a_waiting_request_is_never_overtaken() throws Exception {
        var pools = pools(4, 1);
        var project = PROJECTS.create();
        var order = new ArrayList<Integer>();
        var waiting = new ArrayList<Future<?>>();
        try (var held = pools.lease(project, Login.API)) {
            for (int i = 0; i < 20; i++) {
                var number = i;
                waiting.add(
                        THREADS.submit(() -> {
                            try (var lease = pools.lease(project, Login.API)) {
                                order.add(number);
                            }
                            return null;
                        }));
                Thread.sleep(10);
            }
        }
        for (var one : waiting) {
            one.get();
        }

        assertThat(order).isSorted().hasSize(20);
    }

    @Test
    void who_waits_too_long_is_told_to_come_again() throws Exception {
        var pools = pools(TestProjects.limits(4, 1, Duration.ofMillis(300)));
        var project = PROJECTS.create();
        try (var held = pools.lease(project, Login.API)) {
            assertRefused(pools, project, PoolRefusal.Reason.TIMEOUT);
        }
    }

    @Test
    void who_finds_the_queue_full_is_refused_at_once() throws Exception {
        var limits =
                new PoolProperties(
                        4,
                        1,
                        0,
                        0,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(60),
                        DataSize.ofMegabytes(32));
        var pools = pools(limits);
        var project = PROJECTS.create();
        try (var held = pools.lease(project, Login.API)) {
            var start = System.nanoTime();
            assertRefused(pools, project, PoolRefusal.Reason.QUEUE_FULL);
            assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void an_unused_connection_of_another_project_makes_room() throws Exception {
        var pools = pools(1, 1);
        var projects = PROJECTS.create(3);
        for (var project : projects) {
            backend(pools, project);
        }

        assertThat(PROJECTS.connections()).isEqualTo(1);
        assertThat(PROJECTS.registry.counter("dupabase.pool.evictions").count()).isPositive();
    }

    /// contracts/platform.md §20-21
    @Test
    void an_eviction_never_breaks_a_running_request() throws Exception {
        var pools = pools(2, 2);
        var projects = PROJECTS.create(6);
        try (var busy = pools.lease(projects.getFirst(), Login.API)) {
            var running =
                    THREADS.submit(
                            () -> text(busy, "select count(pg_sleep(1)) + pg_backend_pid()"));
            for (var other : projects.subList(1, 6)) {
                backend(pools, other);
            }
            assertThat(running.get()).isNotEmpty();
        }
    }

    @Test
    void a_project_gets_its_turn_though_others_never_rest() throws Exception {
        var pools = pools(2, 1);
        var projects = PROJECTS.create(3);
        var busy =
                projects.subList(0, 2).stream()
                        .flatMap(project -> List.of(project, project).stream())
                        .map(project -> THREADS.submit(() -> useFor(pools, project, 3_000)))
                        .toList();
        Thread.sleep(500);
        var start = System.nanoTime();
        backend(pools, projects.get(2));

        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(2).toNanos());
        for (var one : busy) {
            assertThat(one.get()).isPositive();
        }
    }

    /// contracts/platform.md §20-21
    @Test
    void a_stuck_project_never_stalls_the_others() throws Exception {
        var pools = pools(20, 5);
        var stuck = PROJECTS.create();
        var others = PROJECTS.create(30);
        var hanging = new ArrayList<Connection>();
        var waiting = new ArrayList<Future<?>>();
        for (int i = 0; i < 5; i++) {
            var connection = pools.lease(stuck, Login.API);
            hanging.add(connection);
            waiting.add(THREADS.submit(() -> text(connection, "select pg_sleep(60)")));
        }
        for (int i = 0; i < 50; i++) {
            waiting.add(THREADS.submit(() -> backend(pools, stuck)));
        }
        var work = new ArrayList<Callable<String>>();
        for (int i = 0; i < 600; i++) {
            var project = others.get(i % others.size());
            work.add(() -> backend(pools, project));
        }
        var start = System.nanoTime();
        all(work);

        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(15).toNanos());
        assertThat(waiting).noneMatch(Future::isDone);
        TestPostgres.execute(
                PROJECTS.url(),
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
                        .formatted(Login.API.roleName(stuck.ref())));
        for (var connection : hanging) {
            connection.close();
        }
    }

    @Test
    void two_hundred_projects_share_a_hundred_connections() throws Exception {
        var pools = pools(100, 5);
        var projects = PROJECTS.create(200);
        var work = new ArrayList<Callable<String>>();
        for (int i = 0; i < 4_000; i++) {
            var project = projects.get((i * 7919) % 200);
            var login = i % 5 == 0 ? Login.SERVICE : Login.API;
            work.add(() -> text(pools, project, login, "select session_user"));
        }
        var highest = highestCountDuring(() -> all(work));

        assertThat(highest).isBetween(50, 100);
        assertThat(PROJECTS.registry.get("dupabase.pool.active").gauge().value()).isZero();
    }

    @Test
    void a_broken_project_is_refused_at_once_until_it_is_mended() throws Exception {
        var pools = pools(4, 2);
        var project = PROJECTS.unknown();
        var start = System.nanoTime();
        assertRefused(pools, project, PoolRefusal.Reason.BROKEN);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(2).toNanos());

        start = System.nanoTime();
        assertRefused(pools, project, PoolRefusal.Reason.BROKEN);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofMillis(100).toNanos());

        PROJECTS.createLogins(project);
        pools.onInvalidated(new ProjectInvalidated(project.ref()));
        assertThat(backend(pools, project)).isNotEmpty();
    }

    @Test
    void a_server_that_accepts_and_never_answers_holds_nobody_for_long() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            var host =
                    new DatabaseHost(
                            "127.0.0.1",
                            silent.getLocalPort(),
                            "postgres",
                            new Secret("postgres"),
                            "postgres",
                            "&sslmode=disable");
            var pools = PROJECTS.pools(host, TestProjects.limits(4, 2, Duration.ofSeconds(10)));
            opened.add(pools);
            var start = System.nanoTime();
            assertRefused(pools, PROJECTS.unknown(), PoolRefusal.Reason.BROKEN);

            assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(7).toNanos());
        }
    }

    @Test
    void a_project_that_is_gone_loses_its_connections_but_a_running_request_finishes()
            throws Exception {
        var pools = pools(4, 2);
        var project = PROJECTS.create();
        backend(pools, project);
        try (var running = pools.lease(project, Login.API)) {
            PROJECTS.forget(project.ref());
            pools.onInvalidated(new ProjectInvalidated(project.ref()));
            Thread.sleep(100);
            assertThat(text(running, "select 1")).isEqualTo("1");
        }
        eventually(() -> PROJECTS.connections() == 0);
    }

    @Test
    void a_project_that_only_changed_keeps_its_connections() throws Exception {
        var pools = pools(4, 2);
        var project = PROJECTS.create();
        var before = backend(pools, project);
        pools.onInvalidated(new ProjectInvalidated(project.ref()));

        assertThat(backend(pools, project)).isEqualTo(before);
    }

    @Test
    void a_pool_that_nobody_used_for_long_is_closed() throws Exception {
        var limits =
                new PoolProperties(
                        4,
                        2,
                        0,
                        10,
                        Duration.ofSeconds(10),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(60),
                        DataSize.ofMegabytes(32));
        var pools = pools(limits);
        var project = PROJECTS.create();
        backend(pools, project);
        Thread.sleep(100);
        pools.sweep();

        eventually(() -> PROJECTS.connections() == 0);
        assertThat(backend(pools, project)).isNotEmpty();
    }

    @Test
    void a_connection_that_the_server_ended_is_replaced() throws Exception {
        var pools = pools(4, 1);
        var project = PROJECTS.create();
        var before = backend(pools, project);
        TestPostgres.execute(PROJECTS.url(), "select pg_terminate_backend(" + before + ")");
        Thread.sleep(600);

        assertThat(backend(pools, project)).isNotEqualTo(before);
    }

    @Test
    void after_the_stop_there_are_no_leases() {
        var pools = pools(4, 1);
        var project = PROJECTS.create();
        pools.close();

        assertRefused(pools, project, PoolRefusal.Reason.CLOSED);
    }

    private ProjectPools pools(int connections, int perProject) {
        return pools(TestProjects.limits(connections, perProject, Duration.ofSeconds(10)));
    }

    private ProjectPools pools(PoolProperties limits) {
        var pools = PROJECTS.pools(limits);
        opened.add(pools);
        return pools;
    }

    private static void assertRefused(
            ProjectPools pools, Project project, PoolRefusal.Reason reason) {
        assertThatThrownBy(() -> pools.lease(project, Login.API).close())
                .asInstanceOf(type(PoolRefusal.class))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
                .satisfies(refusal -> assertThat(refusal.retryAfterSeconds()).isPositive());
    }

    private static String backend(ProjectPools pools, Project project) throws SQLException {
        return text(pools, project, Login.API, "select pg_backend_pid()");
    }

    private static String text(ProjectPools pools, Project project, Login login, String query)
            throws SQLException {
        try (var connection = pools.lease(project, login)) {
            return text(connection, query);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static int useFor(ProjectPools pools, Project project, long milliseconds)
            throws SQLException {
        var end = System.nanoTime() + Duration.ofMillis(milliseconds).toNanos();
        int count = 0;
        while (System.nanoTime() < end) {
            text(pools, project, Login.API, "select count(pg_sleep(0.02))");
            count++;
        }
        return count;
    }

    private static Void all(List<? extends Callable<String>> work) throws Exception {
        for (var result : THREADS.invokeAll(work)) {
            assertThat(result.get()).isNotNull();
        }
        return null;
    }

    /// The most connections of projects that the server counted while the work ran.
    private static int highestCountDuring(Callable<Void> work) throws Exception {
        var running = THREADS.submit(work);
        int highest = 0;
        try (var connection = TestPostgres.connect(PROJECTS.url())) {
            while (!running.isDone()) {
                highest = Math.max(highest, TestProjects.connections(connection));
                Thread.sleep(2);
            }
        }
        running.get();
        return highest;
    }

    private static void eventually(Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
