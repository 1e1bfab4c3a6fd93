package io.throughline.journey.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** Stands between a client and a server and counts what the server takes from the client. */
public final class CountingTunnel implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final AtomicLong taken = new AtomicLong();
    private final Semaphore moved = new Semaphore(0);

    public CountingTunnel(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Bytes that have gone from clients to the server when no more go for {@code quiet}. */
    public long takenUntilQuiet(Duration quiet) throws InterruptedException {
        while (moved.tryAcquire(quiet.toMillis(), TimeUnit.MILLISECONDS)) {
            moved.drainPermits();
        }
        return taken.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> pump(client, server, this::count));
                Thread.ofVirtual().start(() -> pump(server, client, _ -> {}));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void count(int bytes) {
        taken.addAndGet(bytes);
        moved.release();
    }

    private static void pump(Socket from, Socket to, IntConsumer count) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
                count.accept(read);
            }
        } catch (IOException closed) {
            // One end has gone; closing the other is all there is to do.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
