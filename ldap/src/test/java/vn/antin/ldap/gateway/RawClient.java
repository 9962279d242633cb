package vn.antin.ldap.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;

/** A socket for sending what no decent client would. */
final class RawClient implements AutoCloseable {
  /** Bytes of a well-formed anonymous bind, message id 1. */
  static final byte[] ANONYMOUS_BIND = HexFormat.of().parseHex("300c020101600702010304008000");

  private final Socket socket;

  RawClient(Gateway gateway) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout(10_000);
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Reads one byte; -1 when the gateway has ended the connection. */
  int read() throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  /** Everything until the gateway ends the connection. */
  byte[] readToEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int next = read(); next >= 0; next = read()) {
      all.write(next);
    }
    return all.toByteArray();
  }

  void finishSending() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
