package vn.antin.auth.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.digest.Digest;

/**
 * Digests a request while its handler reads it: method, address, media type and body, whatever its
 * length. Forms and multipart bodies are read by the container, so theirs are digested beforehand.
 */
final class DigestedRequest extends HttpServletRequestWrapper {
  private static final int BLOCK = 8192;

  private final MessageDigest digest = Digest.sha256();
  private final boolean parsed;
  private @Nullable Body body;

  DigestedRequest(HttpServletRequest request) throws IOException, ServletException {
    super(request);
    String type = Objects.requireNonNullElse(request.getContentType(), "");
    String media = type.split(";", 2)[0].strip();
    add(request.getMethod());
    add(request.getRequestURI());
    add(Objects.requireNonNullElse(request.getQueryString(), ""));
    add(media);
    if (media.equalsIgnoreCase("application/x-www-form-urlencoded")) {
      parsed = true;
      for (Map.Entry<String, String[]> field :
          new TreeMap<>(request.getParameterMap()).entrySet()) {
        add(field.getKey());
        for (String value : field.getValue()) {
          add(value);
        }
      }
    } else if (media.regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
      parsed = true;
      for (Part part : request.getParts()) {
        add(part.getName());
        add(Objects.requireNonNullElse(part.getSubmittedFileName(), ""));
        add(Long.toString(part.getSize()));
        try (InputStream content = part.getInputStream()) {
          byte[] block = new byte[BLOCK];
          for (int read = content.read(block); read >= 0; read = content.read(block)) {
            digest.update(block, 0, read);
          }
        }
      }
    } else {
      parsed = false;
    }
  }

  /** SHA-256 of the whole request, hexadecimal; reads what the handler left. */
  String digest() throws IOException {
    if (!parsed) {
      getInputStream().transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (parsed) {
      return super.getInputStream();
    }
    Body open = body;
    if (open == null) {
      open = new Body(super.getInputStream(), digest);
      body = open;
    }
    return open;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    String encoding = getCharacterEncoding();
    return new BufferedReader(
        new InputStreamReader(
            getInputStream(),
            encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
  }

  /** Each text with its length, so that no two requests run together into the same bytes. */
  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static final class Body extends ServletInputStream {
    private final ServletInputStream source;
    private final MessageDigest digest;

    Body(ServletInputStream source, MessageDigest digest) {
      this.source = source;
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      int read = source.read();
      if (read >= 0) {
        digest.update((byte) read);
      }
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = source.read(into, offset, length);
      if (read > 0) {
        digest.update(into, offset, read);
      }
      return read;
    }

    @Override
    public boolean isFinished() {
      return source.isFinished();
    }

    @Override
    public boolean isReady() {
      return source.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      source.setReadListener(listener);
    }
  }
}
