package dev.dupabase.platform.instance;

import dev.dupabase.platform.start.ListenProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which instances run. Each writes every ten seconds that it is there; one that was not heard of
/// for half a minute is not counted any more.
@Component
public class Instances implements SmartLifecycle, SignalHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PARTING = Duration.ofSeconds(1);
    private static final String TOPIC = "instances";

    /// From before the first request until after the last.
    private static final int PHASE = 0;

    private static final String BEAT =
            """
            insert into platform.instances as i (id, host, port) values (:id, :host, :port)
            on conflict (id) do update set seen_at = now()
            """;
    private static final String LEAVE = "delete from platform.instances where id = :id";
    private static final String FORGET =
            "delete from platform.instances where seen_at < now() - interval '1 day'";
    private static final String COUNT =
            "select count(*) from platform.instances where seen_at > now() - interval '30 seconds'";
    private static final String LIST =
            """
            select id, host, port, started_at, seen_at from platform.instances
            where seen_at > now() - interval '30 seconds' order by started_at, id
            """;

    /// A process.
    ///
    /// @param port of its public door
    /// @param seenAt when it last said that it is there
    public record Instance(UUID id, String host, int port, Instant startedAt, Instant seenAt) {}

    private final JdbcClient database;
    private final InstanceId self;
    private final Signals signals;
    private final int port;
    private volatile int count = 1;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    Instances(
            JdbcClient database,
            InstanceId self,
            Signals signals,
            ListenProperties listen,
            MeterRegistry meters) {
        this.database = database;
        this.self = self;
        this.signals = signals;
        this.port = listen.port();
        Gauge.builder("dupabase.instances", this, Instances::count)
                .description("Processes that share the platform database")
                .register(meters);
    }

    /// How many there are, at least this one.
    public int count() {
        return count;
    }

    public List<Instance> all() {
        return database.sql(LIST)
                .query((row, number) ->
                        new Instance(
                                row.getObject("id", UUID.class),
                                row.getString("host"),
                                row.getInt("port"),
                                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                                row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void received(String payload) {
        recount();
    }

    @Override
    public void missedSome() {
        // The next beat counts them.
    }

    @Override
    public void start() {
        beat();
        signals.send(TOPIC, "came");
        running = true;
        thread = Thread.ofVirtual().name("instance").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var beating = thread;
        if (beating != null) {
            beating.interrupt();
        }
        // Without it the others miss this one soon.
        LastWords.write(this::leave, PARTING);
    }

    private void leave() {
        database.sql(LEAVE).param("id", self.value()).update();
        signals.send(TOPIC, "left");
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        while (running) {
            try {
                Thread.sleep(PAUSE);
                beat();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // the last line of defence: or else this instance would count as gone
                LOG.warn("the other instances cannot be told of this one: {}", e.getMessage());
            }
        }
    }

    private void beat() {
        database.sql(BEAT)
                .param("id", self.value())
                .param("host", host())
                .param("port", port)
                .update();
        database.sql(FORGET).update();
        recount();
    }

    private void recount() {
        count = Math.max(1, database.sql(COUNT).query(Integer.class).single());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
