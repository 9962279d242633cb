package vn.antin.signing.engine.validation.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads trust domains from a folder: one folder below it for each domain, with
 *
 * <ul>
 *   <li>{@code anchors/} and, if needed, {@code intermediates/}: certificates, PEM or DER ({@code
 *       .pem .crt .cer .der});
 *   <li>{@code crls/}: revocation lists at hand ({@code .crl .pem});
 *   <li>{@code domain.properties}, all of it optional: {@code name}, {@code name.en}, {@code
 *       version}, {@code from} and {@code until} (ISO 8601 instants).
 * </ul>
 *
 * <p>Certificates that lie in the folder itself are the anchors of a domain {@code local}.
 */
public final class TrustFolder {

  private static final List<String> CERTIFICATES = List.of(".pem", ".crt", ".cer", ".der");
  private static final List<String> LISTS = List.of(".crl", ".pem");

  private TrustFolder() {}

  /**
   * Reads all domains, by name of their folders.
   *
   * @throws IOException when a file cannot be read or is not what its folder says
   */
  public static TrustDomains read(Path folder) throws IOException {
    List<TrustDomain> domains = new ArrayList<>();
    List<X509Certificate> loose = certificates(folder);
    if (!loose.isEmpty()) {
      domains.add(TrustDomain.of("local", loose));
    }
    try (Stream<Path> below = Files.list(folder)) {
      for (Path each : below.filter(Files::isDirectory).sorted().toList()) {
        domains.add(domain(each));
      }
    }
    try {
      return new TrustDomains(domains);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static TrustDomain domain(Path folder) throws IOException {
    Properties about = new Properties();
    Path properties = folder.resolve("domain.properties");
    if (Files.exists(properties)) {
      try (Reader in = Files.newBufferedReader(properties, StandardCharsets.UTF_8)) {
        about.load(in);
      }
    }
    String id = folder.getFileName().toString();
    String name = about.getProperty("name", id);
    try {
      return new TrustDomain(
          id,
          name,
          about.getProperty("name.en", name),
          about.getProperty("version", "1"),
          certificates(folder.resolve("anchors")),
          certificates(folder.resolve("intermediates")),
          lists(folder.resolve("crls")),
          instant(about.getProperty("from")),
          instant(about.getProperty("until")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("In " + folder + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null || text.isBlank() ? null : Instant.parse(text.strip());
  }

  private static List<X509Certificate> certificates(Path folder) throws IOException {
    List<X509Certificate> read = new ArrayList<>();
    for (Path file : files(folder, CERTIFICATES)) {
      try (InputStream in = Files.newInputStream(file)) {
        for (Certificate each : factory().generateCertificates(in)) {
          read.add((X509Certificate) each);
        }
      } catch (CertificateException e) {
        throw new IOException("No certificates in " + file + ": " + e.getMessage(), e);
      }
    }
    return read;
  }

  private static List<X509CRL> lists(Path folder) throws IOException {
    List<X509CRL> read = new ArrayList<>();
    for (Path file : files(folder, LISTS)) {
      try (InputStream in = Files.newInputStream(file)) {
        for (CRL each : factory().generateCRLs(in)) {
          read.add((X509CRL) each);
        }
      } catch (CRLException e) {
        throw new IOException("No revocation list in " + file + ": " + e.getMessage(), e);
      }
    }
    return read;
  }

  private static List<Path> files(Path folder, List<String> endings) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> endings.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  private static CertificateFactory factory() {
    try {
      return CertificateFactory.getInstance("X.509");
    } catch (CertificateException e) {
      throw new IllegalStateException("Every JDK reads X.509", e);
    }
  }
}
