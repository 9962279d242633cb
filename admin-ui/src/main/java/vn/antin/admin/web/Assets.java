package vn.antin.admin.web;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The few static files, each under a name that carries its content's hash, so that browsers may
 * keep it for ever; compressed once at start.
 */
@Component
public final class Assets {
  private static final Map<String, String> FILES =
      Map.of(
          "antin.css", "classpath:static/style/antin.css",
          "seal.svg", "classpath:static/style/seal.svg",
          "desk.css", "classpath:static/desk.css",
          "desk.js", "classpath:static/desk.js",
          "inbox.js", "classpath:static/inbox.js",
          "vgca.js", "classpath:static/vgca.js",
          "htmx.js", "classpath*:META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js");
  private static final Map<String, String> TYPES =
      Map.of(
          "css",
          "text/css;charset=UTF-8",
          "js",
          "text/javascript;charset=UTF-8",
          "svg",
          "image/svg+xml");

  private final Map<String, Asset> byName;
  private final Map<String, Asset> byHashedName;

  /** One file; its bytes are shared and never changed. */
  static final class Asset {
    private final String name;
    private final String hashedName;
    private final String type;
    private final byte[] plain;
    private final byte[] gzipped;

    Asset(String name, String hashedName, String type, byte[] plain) throws IOException {
      this.name = name;
      this.hashedName = hashedName;
      this.type = type;
      this.plain = plain;
      this.gzipped = gzip(plain);
    }

    String name() {
      return name;
    }

    String hashedName() {
      return hashedName;
    }

    String type() {
      return type;
    }

    byte[] plain() {
      return plain;
    }

    byte[] gzipped() {
      return gzipped;
    }
  }

  Assets() {
    byName =
        FILES.entrySet().stream()
            .map(file -> load(file.getKey(), file.getValue()))
            .collect(Collectors.toUnmodifiableMap(Asset::name, asset -> asset));
    byHashedName =
        byName.values().stream()
            .collect(Collectors.toUnmodifiableMap(Asset::hashedName, asset -> asset));
  }

  /** Where a browser fetches the file from. */
  public String url(String name) {
    var asset = byName.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("no static file named " + name);
    }
    return "/assets/" + asset.hashedName();
  }

  Optional<Asset> find(String hashedName) {
    return Optional.ofNullable(byHashedName.get(hashedName));
  }

  Stream<Asset> all() {
    return byName.values().stream();
  }

  private static Asset load(String name, String location) {
    try {
      byte[] plain = read(location);
      int dot = name.lastIndexOf('.');
      var extension = name.substring(dot + 1);
      var hash = HexFormat.of().formatHex(sha256(plain), 0, 6);
      var type = TYPES.getOrDefault(extension, "application/octet-stream");
      return new Asset(name, name.substring(0, dot) + "-" + hash + "." + extension, type, plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String location) throws IOException {
    for (var found : new PathMatchingResourcePatternResolver().getResources(location)) {
      return found.getContentAsByteArray();
    }
    throw new FileNotFoundException(location);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream(plain.length / 2);
    try (var gzip = new BestGzip(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
