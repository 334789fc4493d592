package dev.dupabase.platform.pool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// Makes the sockets of one connection, for pgjdbc, which knows it by its class name. Each holds
/// the [Slot] under which the connection is being opened.
public final class CountedSockets extends SocketFactory {
    static final ScopedValue<Slot> SLOT = ScopedValue.newInstance();

    private final Slot slot = SLOT.get();

    /// For pgjdbc.
    public CountedSockets() {}

    @Override
    public Socket createSocket() {
        return new CountedSocket(slot);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        throw unconnectedOnly();
    }

    private static IOException unconnectedOnly() {
        return new IOException("pgjdbc connects its sockets itself");
    }
}
