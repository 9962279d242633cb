package vn.antin.signing.certificate.list;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.federation.CertificateSearch;
import vn.antin.ldap.federation.PublishedCertificates;
import vn.antin.ldap.federation.Servers;
import vn.antin.ldap.federation.ServiceAccount;
import vn.antin.signing.problem.ConfigurationFault;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** Reads a list from the directory that is configured: a line for each certificate. Thread-safe. */
public final class DirectoryList {
  /** Where it is; the account is the caller's own, never the directory's administrator. */
  private record Place(
      Servers servers,
      ServiceAccount account,
      String base,
      String filter,
      String usernameAttribute,
      @Nullable String unitAttribute,
      Duration longest) {}

  private final @Nullable Place place;
  private final List<URI> servers;

  private DirectoryList(@Nullable Place place, List<URI> servers) {
    this.place = place;
    this.servers = List.copyOf(servers);
  }

  /**
   * The directory of these settings, which is not contacted yet.
   *
   * @throws ConfigurationFault when the settings are unsafe or incomplete
   */
  static DirectoryList of(DirectoryProperties properties) {
    if (properties.urls().isEmpty()) {
      return new DirectoryList(null, List.of());
    }
    var dn = properties.bindDn();
    var password = properties.bindPasswordFile();
    var base = properties.base();
    if (dn == null || password == null || base == null) {
      throw new ConfigurationFault(
          "antin.certificate-directory has urls and lacks bind-dn, bind-password-file or base.",
          "Set all of them, see docs/certificates.md, or take urls away.");
    }
    try {
      var place =
          new Place(
              servers(properties),
              new ServiceAccount(dn, password),
              base,
              properties.filter(),
              properties.usernameAttribute(),
              properties.unitAttribute(),
              properties.longest());
      search(place, 1, 1);
      return new DirectoryList(place, properties.urls());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationFault(
          "antin.certificate-directory cannot be used: " + e.getMessage() + ".",
          "Correct it, see docs/certificates.md.",
          e);
    }
  }

  /** Addresses of its servers; empty when no directory is configured. */
  public List<URI> servers() {
    return servers;
  }

  private static Servers servers(DirectoryProperties properties) {
    return new Servers(
        properties.urls(),
        properties.transport(),
        properties.trustFile(),
        properties.connectTimeout(),
        properties.responseTimeout(),
        1);
  }

  /**
   * All that is published there.
   *
   * @param rows most certificates
   * @param bytes most bytes of certificates
   * @throws SigningException DIRECTORY_UNREACHABLE, which shows a reason
   */
  public List<ListedCertificate> read(int rows, long bytes) {
    var at = place;
    if (at == null) {
      throw refused("directory-absent", "antin.certificate-directory.urls is not set");
    }
    return switch (PublishedCertificates.read(
        at.servers(), at.account(), search(at, rows, bytes))) {
      case PublishedCertificates.Found(var entries) -> lines(entries, rows);
      case PublishedCertificates.TooMuch() ->
          throw refused("too-much", "more entries, bytes or time than allowed");
      case PublishedCertificates.Withheld() ->
          throw refused("directory-limit", "the directory's own limit for the account");
      case PublishedCertificates.Unreachable(var detail) ->
          throw refused("directory-unreachable", detail);
    };
  }

  private static CertificateSearch search(Place at, int rows, long bytes) {
    return new CertificateSearch(
        at.base(),
        at.filter(),
        at.usernameAttribute(),
        at.unitAttribute(),
        rows,
        bytes,
        at.longest());
  }

  private static List<ListedCertificate> lines(
      List<PublishedCertificates.Entry> entries, int rows) {
    var lines = new ArrayList<ListedCertificate>();
    for (var entry : entries) {
      for (var certificate : entry.certificates()) {
        if (lines.size() == rows) {
          throw refused("too-much", "more than " + rows + " certificates");
        }
        lines.add(
            ListedCertificate.of(
                lines.size() + 1,
                entry.username(),
                entry.unit(),
                Base64.getEncoder().encodeToString(certificate)));
      }
    }
    if (lines.isEmpty()) {
      throw refused("empty", "no certificate is published");
    }
    return lines;
  }

  private static SigningException refused(String reason, String why) {
    return Problem.DIRECTORY_UNREACHABLE.because(reason + ": " + why).showing("reason", reason);
  }
}
