package vn.antin.ldap.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.ldap.peer.Slapd;

/** Certificates that directories publish: a real OpenLDAP, and servers that mean no good. */
final class PublishedCertificatesTest {
  private static final String BASE = "dc=ca,dc=example";
  private static final String READER = "cn=reader," + BASE;
  private static final int MORE_THAN_A_PAGE = 501;

  @TempDir private Path folder;

  private static CertificateSearch search(String base, int entries, Duration longest) {
    return new CertificateSearch(
        base, "(userCertificate;binary=*)", "uid", "ou", entries, 1_000_000, longest);
  }

  @Test
  void allPagesOfARealDirectoryAreReadOverTls() throws Exception {
    try (var slapd = Slapd.startIn(Files.createDirectory(folder.resolve("slapd")))) {
      var certificate =
          Files.readString(slapd.certificate())
              .replaceAll("-----[A-Z ]+-----", "")
              .replaceAll("\\s", "");
      var changes = new StringBuilder();
      for (var i = 0; i < MORE_THAN_A_PAGE; i++) {
        changes.append(
            """
            dn: uid=holder%1$d,%2$s
            changetype: add
            objectClass: inetOrgPerson
            uid: holder%1$d
            cn: Holder
            sn: Holder
            ou: H37.%1$d
            userCertificate;binary:: %3$s

            """
                .formatted(i, Slapd.USER_BASE, certificate));
      }
      slapd.modify(changes.toString());
      var account = new ServiceAccount(Slapd.READER, slapd.readerPasswordFile());
      var search = search(Slapd.SUFFIX, 1_000, Duration.ofMinutes(1));

      var found =
          PublishedCertificates.read(
              servers(slapd.ldapsUrl(), Transport.LDAPS, slapd.certificate()), account, search);

      assertThat(found)
          .isInstanceOfSatisfying(
              PublishedCertificates.Found.class,
              it -> {
                assertThat(it.entries()).hasSize(MORE_THAN_A_PAGE);
                var first = it.entries().getFirst();
                assertThat(first.username()).startsWith("holder");
                assertThat(first.unit()).startsWith("H37.");
                assertThat(first.certificates()).hasSize(1);
                assertThat(first.certificates().getFirst()[0]).isEqualTo((byte) 0x30);
              });
      assertThat(
              PublishedCertificates.read(
                  servers(slapd.url(), Transport.PLAIN, null),
                  new ServiceAccount(
                      "uid=an.nguyen," + Slapd.USER_BASE,
                      Files.writeString(folder.resolve("official"), "an.nguyen-secret")),
                  search))
          .as("an account that the directory shows nothing")
          .isNotInstanceOf(PublishedCertificates.Found.class);
      assertThat(
              PublishedCertificates.read(
                  servers(slapd.url(), Transport.START_TLS, slapd.certificate()),
                  account,
                  search(Slapd.SUFFIX, 500, Duration.ofMinutes(1))))
          .as("one entry over what is allowed")
          .isInstanceOf(PublishedCertificates.TooMuch.class);
      assertThat(
              PublishedCertificates.read(
                  servers(slapd.byName(slapd.ldapsUrl()), Transport.LDAPS, slapd.certificate()),
                  account,
                  search))
          .as("a name that the server's certificate does not carry")
          .isInstanceOf(PublishedCertificates.Unreachable.class);
      assertThat(
              PublishedCertificates.read(
                  servers(slapd.url(), Transport.PLAIN, null),
                  new ServiceAccount(
                      Slapd.READER, Files.writeString(folder.resolve("wrong"), "wrong")),
                  search))
          .isInstanceOf(PublishedCertificates.Unreachable.class);
    }
  }

  @Test
  void aServerThatSendsWithoutEndIsCutOff() throws Exception {
    var wave = new Entry("uid=an," + BASE, new Attribute("uid", "an"));
    try (var server = answering(request -> send(request, wave, Integer.MAX_VALUE))) {
      assertThat(read(server, search(BASE, 100, Duration.ofMinutes(1))))
          .isInstanceOf(PublishedCertificates.TooMuch.class);
    }
  }

  @Test
  void aServerThatSendsTooManyBytesIsCutOff() throws Exception {
    var heavy =
        new Entry("uid=an," + BASE, new Attribute("userCertificate;binary", new byte[600_000]));
    try (var server = answering(request -> send(request, heavy, 2))) {
      assertThat(read(server, search(BASE, 100, Duration.ofMinutes(1))))
          .isInstanceOf(PublishedCertificates.TooMuch.class);
    }
    var giant =
        new Entry("uid=an," + BASE, new Attribute("userCertificate;binary", new byte[5_000_000]));
    try (var server = answering(request -> send(request, giant, 1))) {
      assertThat(read(server, search(BASE, 100, Duration.ofMinutes(1))))
          .as("a message longer than any may be")
          .isInstanceOf(PublishedCertificates.Unreachable.class);
    }
  }

  @Test
  void aServerThatDoesNotComeToAnEndIsLeft() throws Exception {
    var left = new CountDownLatch(1);
    try (var server = answering(_ -> await(left))) {
      assertThat(read(server, search(BASE, 100, Duration.ofMillis(300))))
          .isInstanceOf(PublishedCertificates.TooMuch.class);
      left.countDown();
    }
  }

  @Test
  void nobodyAnsweringIsSaidSo() throws IOException {
    assertThat(
            PublishedCertificates.read(
                servers(URI.create("ldap://127.0.0.1:1"), Transport.PLAIN, null),
                new ServiceAccount(READER, password()),
                search(BASE, 1, Duration.ofMinutes(1))))
        .isInstanceOf(PublishedCertificates.Unreachable.class);
  }

  @Test
  void aFilterOrBaseThatIsNoneIsRefusedBeforehand() {
    assertThatThrownBy(() -> search("no dn", 1, Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new CertificateSearch(BASE, "(uid=", "uid", null, 1, 1, Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private PublishedCertificates read(InMemoryDirectoryServer server, CertificateSearch search)
      throws IOException {
    return PublishedCertificates.read(
        servers(URI.create("ldap://127.0.0.1:" + server.getListenPort()), Transport.PLAIN, null),
        new ServiceAccount(READER, password()),
        search);
  }

  private Path password() throws IOException {
    return Files.writeString(folder.resolve("password"), "secret\n");
  }

  private static Servers servers(URI url, Transport transport, @Nullable Path trust) {
    return new Servers(
        List.of(url), transport, trust, Duration.ofSeconds(5), Duration.ofSeconds(20), 1);
  }

  /** What a server does instead of searching. */
  private interface Behaviour {
    void answer(InMemoryInterceptedSearchRequest request) throws LDAPException;
  }

  private static void send(InMemoryInterceptedSearchRequest request, Entry entry, int times)
      throws LDAPException {
    for (var i = 0; i < times; i++) {
      request.sendSearchEntry(entry);
    }
  }

  private static void await(CountDownLatch left) {
    try {
      left.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static InMemoryDirectoryServer answering(Behaviour behaviour) throws LDAPException {
    var config = new InMemoryDirectoryServerConfig(BASE);
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(
            "loopback", InetAddress.getLoopbackAddress(), 0, null));
    config.addAdditionalBindCredentials(READER, "secret");
    config.addInMemoryOperationInterceptor(
        new InMemoryOperationInterceptor() {
          @Override
          public void processSearchRequest(InMemoryInterceptedSearchRequest request)
              throws LDAPException {
            behaviour.answer(request);
          }
        });
    var server = new InMemoryDirectoryServer(config);
    server.startListening();
    return server;
  }
}
