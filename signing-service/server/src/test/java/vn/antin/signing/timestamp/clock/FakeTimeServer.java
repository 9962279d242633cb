package vn.antin.signing.timestamp.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A time source on this machine that lies as it is told to. */
final class FakeTimeServer implements AutoCloseable {
  private final DatagramSocket socket;
  private final InstantSource time;
  private final AtomicInteger asked = new AtomicInteger();
  volatile Duration offset = Duration.ZERO;
  volatile boolean silent;
  volatile boolean otherNonce;
  volatile int first = 0x24;
  volatile int stratum = 2;
  volatile int dispersion;

  FakeTimeServer(InstantSource time) {
    this.time = time;
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  int asked() {
    return asked.get();
  }

  private void serve() {
    var packet = new DatagramPacket(new byte[512], 512);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        asked.incrementAndGet();
        if (!silent) {
          var answer = answer(ByteBuffer.wrap(packet.getData()).getLong(40));
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private byte[] answer(long nonce) {
    var now = timestamp(time.instant().plus(offset));
    return ByteBuffer.allocate(48)
        .put((byte) first)
        .put((byte) stratum)
        .putShort((short) 0)
        .putInt(0)
        .putInt(dispersion)
        .putInt(0)
        .putLong(now)
        .putLong(otherNonce ? nonce + 1 : nonce)
        .putLong(now)
        .putLong(now)
        .array();
  }

  private static long timestamp(Instant time) {
    var sinceEpoch = Duration.between(Instant.EPOCH, time);
    return ((sinceEpoch.toSeconds() + 2_208_988_800L) << 32)
        | (((long) sinceEpoch.toNanosPart() << 32) / 1_000_000_000L);
  }

  @Override
  public void close() {
    socket.close();
  }
}
