package dev.dupabase.platform.instance;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells all instances something, at once: the others by `NOTIFY`, this one directly.
@Component
public class Signals {
    /// Of PostgreSQL's notices.
    public static final String CHANNEL = "dupabase_signals";

    private static final String NOTIFY =
            "select pg_notify('dupabase_signals', :topic || ' ' || :instance || ' ' || :payload)";
    private static final int PARTS = 3;

    private final JdbcClient database;
    private final InstanceId instance;
    private final ObjectProvider<SignalHandler> handlers;

    Signals(JdbcClient database, InstanceId instance, ObjectProvider<SignalHandler> handlers) {
        this.database = database;
        this.instance = instance;
        this.handlers = handlers;
    }

    /// Call in the transaction of the change that is told, if there is one: it is heard of when
    /// that is committed, here before the change is answered.
    public void send(String topic, String payload) {
        database.sql(NOTIFY)
                .param("topic", topic)
                .param("instance", instance.value().toString())
                .param("payload", payload)
                .query((row, number) -> number)
                .list();
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            hand(topic, payload);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        hand(topic, payload);
                    }
                });
    }

    /// A notice of another instance, or an echo of our own.
    public void received(String notice) {
        var parts = notice.split(" ", PARTS);
        if (parts.length == PARTS && !parts[1].equals(instance.value().toString())) {
            hand(parts[0], parts[2]);
        }
    }

    /// Notices may have been missed.
    public void missedSome() {
        handlers.forEach(SignalHandler::missedSome);
    }

    private void hand(String topic, String payload) {
        handlers.stream()
                .filter(handler -> handler.topic().equals(topic))
                .forEach(handler -> handler.received(payload));
    }
}
