package dev.dupabase.rest.testserver;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between the driver and PostgreSQL and writes down what the driver sends: for each round
/// trip the types of its messages (PostgreSQL's frontend protocol), such as `PBDEPBDES`.
public final class CountingProxy implements AutoCloseable {
    private static final int INT = 4;

    private final ServerSocket listener;
    private final int serverPort;
    private final List<String> trips = new CopyOnWriteArrayList<>();

    public CountingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// The round trips since the last call.
    public List<String> take() {
        var taken = List.copyOf(trips);
        trips.clear();
        return taken;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                client.setTcpNoDelay(true);
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                server.setTcpNoDelay(true);
                var connection = new Connection();
                Thread.ofVirtual().start(() -> connection.fromClient(client, server));
                Thread.ofVirtual().start(() -> connection.fromServer(server, client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private final class Connection {
        private final StringBuilder trip = new StringBuilder();
        private boolean answered;

        /// @param waited whether the client had nothing on its way when the message came; what it
        ///   sent before the answer arrived belongs to the same trip
        private synchronized void sent(char type, boolean waited) {
            if (answered && waited) {
                answered = false;
                trip.setLength(0);
                trips.add("");
            } else if (trip.isEmpty()) {
                trips.add("");
            }
            trip.append(type);
            trips.set(trips.isEmpty() ? 0 : trips.size() - 1, trip.toString());
        }

        private synchronized void answered() {
            answered = true;
        }

        private void fromClient(Socket client, Socket server) {
            try (client;
                    server) {
                var in =
                        new DataInputStream(
                                new BufferedInputStream(client.getInputStream(), 1 << 16));
                var out = new BufferedOutputStream(server.getOutputStream(), 1 << 16);
                forwardStartup(in, out);
                while (true) {
                    boolean waited = in.available() == 0;
                    int type = in.read();
                    if (type < 0) {
                        return;
                    }
                    int length = in.readInt();
                    var message = new byte[1 + length];
                    message[0] = (byte) type;
                    putInt(message, 1, length);
                    in.readFully(message, 1 + INT, length - INT);
                    if (type != 'p') {
                        sent((char) type, waited);
                    }
                    out.write(message);
                    if (in.available() == 0) {
                        // all that was sent together: or else BEGIN would be answered by itself
                        out.flush();
                    }
                }
            } catch (IOException e) {
                // One of the two has hung up.
                return;
            }
        }

        /// The first message has no type; a request for encryption, eight bytes long, may precede
        /// it.
        private void forwardStartup(DataInputStream in, OutputStream out) throws IOException {
            int length;
            do {
                length = in.readInt();
                var message = new byte[length];
                putInt(message, 0, length);
                in.readFully(message, INT, length - INT);
                out.write(message);
                out.flush();
            } while (length == 2 * INT);
        }

        private void fromServer(Socket server, Socket client) {
            try {
                InputStream in = server.getInputStream();
                var out = client.getOutputStream();
                var buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    answered();
                    out.write(buffer, 0, n);
                    out.flush();
                }
            } catch (IOException e) {
                // One of the two has hung up.
                return;
            }
        }
    }

    private static void putInt(byte[] target, int at, int value) {
        for (int i = 0; i < INT; i++) {
            target[at + i] = (byte) (value >>> (8 * (INT - 1 - i)));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
