package vn.antin.standalone.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection to a server on this machine (RFC 9112), for one thread. The
 * JDK's client takes several times the processor time for a request, which a load generator on the
 * same machine takes away from the server it measures.
 */
final class Wire implements AutoCloseable {
  private static final int LIMIT_MILLIS = 30_000;

  private @Nullable Socket socket;
  private @Nullable InputStream in;
  private int port;
  private int localPort;
  private long sentAt;

  /** The last connection's port on this side. */
  int localPort() {
    return localPort;
  }

  /** When the last request was sent, as {@link System#nanoTime} has it. */
  long sentAt() {
    return sentAt;
  }

  /** Sends a request; a connection that the server closed while it was idle is opened again. */
  Reply send(String method, URI address, Map<String, String> headers, @Nullable String body)
      throws IOException {
    return sendBytes(
        method, address, headers, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
  }

  Reply sendBytes(String method, URI address, Map<String, String> headers, byte @Nullable [] body)
      throws IOException {
    byte[] request = request(method, address, headers, body);
    boolean kept = socket != null && port == address.getPort();
    try {
      return exchange(request, address.getPort());
    } catch (EOFException | SocketException e) {
      close();
      if (!kept) {
        throw e;
      }
      return exchange(request, address.getPort());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException gone) {
      // It is closed in any case.
    }
    socket = null;
    in = null;
  }

  private Reply exchange(byte[] request, int to) throws IOException {
    Socket connection = socket;
    InputStream input = in;
    if (connection == null || input == null || port != to) {
      close();
      connection = new Socket();
      connection.setTcpNoDelay(true);
      connection.setSoTimeout(LIMIT_MILLIS);
      connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to), LIMIT_MILLIS);
      input = new BufferedInputStream(connection.getInputStream(), 16_384);
      socket = connection;
      in = input;
      port = to;
      localPort = connection.getLocalPort();
    }
    sentAt = System.nanoTime();
    connection.getOutputStream().write(request);
    return read(input);
  }

  private static byte[] request(
      String method, URI address, Map<String, String> headers, byte @Nullable [] body) {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    StringBuilder text = new StringBuilder(512).append(method).append(' ').append(path);
    if (address.getRawQuery() != null) {
      text.append('?').append(address.getRawQuery());
    }
    text.append(" HTTP/1.1\r\nHost: ").append(address.getRawAuthority()).append("\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    if (body == null) {
      return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
    text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream(512 + body.length);
    all.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private Reply read(InputStream input) throws IOException {
    String first = line(input);
    if (!first.startsWith("HTTP/1.1 ")) {
      throw new IOException("not HTTP/1.1: " + first);
    }
    int status = Integer.parseInt(first.substring(9, 12));
    Map<String, List<String>> headers = new HashMap<>();
    for (String header = line(input); !header.isEmpty(); header = line(input)) {
      int colon = header.indexOf(':');
      headers
          .computeIfAbsent(
              header.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.substring(colon + 1).strip());
    }
    byte[] body = body(input, status, headers);
    if (value(headers, "connection").equalsIgnoreCase("close")) {
      close();
    }
    return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] body(InputStream input, int status, Map<String, List<String>> headers)
      throws IOException {
    String length = value(headers, "content-length");
    if (!length.isEmpty()) {
      return exactly(input, Integer.parseInt(length));
    }
    if (value(headers, "transfer-encoding").equalsIgnoreCase("chunked")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      while (true) {
        int size = Integer.parseInt(line(input).split(";", 2)[0].strip(), 16);
        if (size == 0) {
          while (!line(input).isEmpty()) {
            // A trailer; none is looked at.
          }
          return all.toByteArray();
        }
        all.writeBytes(exactly(input, size));
        line(input);
      }
    }
    return status == 204 || status == 304 ? new byte[0] : input.readAllBytes();
  }

  private static byte[] exactly(InputStream input, int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection was cut in the middle of an answer");
    }
    return bytes;
  }

  private static String line(InputStream input) throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("the connection was cut before an answer");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static String value(Map<String, List<String>> headers, String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }
}
