package vn.antin.ldap.federation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.peer.Slapd;

/** Sources that point at the test's own slapd. */
final class TestSources {
  private TestSources() {}

  static DirectorySource plain(Slapd slapd) throws IOException {
    return source(slapd, List.of(slapd.url()), Transport.PLAIN, null);
  }

  static DirectorySource source(
      Slapd slapd, List<URI> urls, Transport transport, @Nullable Path trustFile)
      throws IOException {
    return with(slapd, urls, transport, trustFile, List.of("uid"), null);
  }

  static DirectorySource with(
      Slapd slapd,
      List<URI> urls,
      Transport transport,
      @Nullable Path trustFile,
      List<String> loginAttributes,
      @Nullable String filter)
      throws IOException {
    return new DirectorySource(
        "province",
        new Servers(urls, transport, trustFile, Duration.ofSeconds(20), Duration.ofSeconds(3), 4),
        new ServiceAccount(Slapd.READER, slapd.readerPasswordFile()),
        new Users(Slapd.USER_BASE, loginAttributes, filter, AttributeMapping.usual()));
  }
}
