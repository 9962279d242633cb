package vn.antin.ldap.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.ldap.entry.LdapFault;
import vn.antin.ldap.entry.Password;
import vn.antin.ldap.entry.PersonName;
import vn.antin.ldap.federation.CheckResult.Reason;
import vn.antin.ldap.peer.Slapd;
import vn.antin.ldap.peer.TestCertificate;

/** Search-then-bind against a real OpenLDAP. */
final class DirectoryTest {
  private static Slapd slapd;

  @BeforeAll
  static void start(@TempDir Path folder) {
    slapd = Slapd.startIn(folder);
  }

  @AfterAll
  static void stop() {
    if (slapd != null) {
      slapd.close();
    }
  }

  @Test
  void rightPasswordBringsTheProfile() throws IOException {
    CheckResult result = check(TestSources.plain(slapd), "an.nguyen", "an.nguyen-secret");

    assertThat(result)
        .isInstanceOfSatisfying(
            CheckResult.Accepted.class,
            accepted -> {
              Profile profile = accepted.profile();
              assertThat(profile.externalId()).matches("[0-9a-f-]{36}");
              assertThat(profile.username()).isEqualTo("an.nguyen");
              assertThat(profile.name())
                  .isEqualTo(new PersonName("Nguyễn", "Văn", "An", "Nguyễn Văn An"));
              assertThat(profile.mail()).isEqualTo("an.nguyen@tinh.example");
              assertThat(profile.telephone()).isEqualTo("0912 345 678");
            });
  }

  @Test
  void wrongPasswordIsSaidToBeWrong() throws IOException {
    assertThat(check(TestSources.plain(slapd), "an.nguyen", "guess"))
        .isEqualTo(new CheckResult.WrongPassword());
  }

  @Test
  void unknownUserIsSaidToBeUnknown() throws IOException {
    assertThat(check(TestSources.plain(slapd), "nobody", "an.nguyen-secret"))
        .isEqualTo(new CheckResult.UnknownUser());
  }

  @Test
  void emptyPasswordIsRefusedAlthoughTheServerWouldLetItPass() throws IOException {
    assertThat(check(TestSources.plain(slapd), "an.nguyen", ""))
        .isEqualTo(new CheckResult.WrongPassword());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "an.*",
        "an.nguyen)(uid=*",
        "*)(objectClass=*",
        "nobody)(|(uid=an.nguyen",
        "an.nguyen\0",
        "\\2a",
        "uid=an.nguyen,ou=people,dc=tinh,dc=example",
        " "
      })
  void nameIsAValueAndNeverPartOfTheFilter(String name) throws IOException {
    assertThat(check(TestSources.plain(slapd), name, "an.nguyen-secret"))
        .isEqualTo(new CheckResult.UnknownUser());
  }

  @Test
  void nameWithFilterCharactersFindsExactlyItsOwner() throws IOException {
    assertThat(check(TestSources.plain(slapd), "star*name", "star*name-secret"))
        .isInstanceOf(CheckResult.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource({"locked, LOCKED", "expired, PASSWORD_EXPIRED", "reset, PASSWORD_MUST_BE_CHANGED"})
  void closedAccountComesWithTheReasonTheServerGives(String name, Reason reason)
      throws IOException {
    assertThat(check(TestSources.plain(slapd), name, name + "-secret"))
        .isEqualTo(new CheckResult.Closed(reason));
  }

  @Test
  void anyLoginAttributeMayNameTheUser() throws IOException {
    DirectorySource source = byUidOrMail(null);

    assertThat(check(source, "binh.tran", "binh.tran-secret"))
        .isInstanceOf(CheckResult.Accepted.class);
    assertThat(check(source, "binh.tran@tinh.example", "binh.tran-secret"))
        .isInstanceOf(CheckResult.Accepted.class);
  }

  @Test
  void nameOfTwoPeopleIsNotGuessedAt() throws IOException {
    assertThat(check(byUidOrMail(null), "twin@tinh.example", "twin1-secret"))
        .isInstanceOfSatisfying(
            CheckResult.Unavailable.class,
            unavailable -> assertThat(unavailable.detail()).contains("more than one entry"));
  }

  @Test
  void furtherFilterNarrowsWhoMayLogIn() throws IOException {
    DirectorySource source = byUidOrMail("(mail=*)");

    assertThat(check(source, "binh.tran", "binh.tran-secret"))
        .isInstanceOf(CheckResult.Accepted.class);
    assertThat(check(source, "star*name", "star*name-secret"))
        .isEqualTo(new CheckResult.UnknownUser());
  }

  @Test
  void startTlsProtectsTheWayWithAPinnedCertificate() throws IOException {
    DirectorySource source =
        TestSources.source(slapd, List.of(slapd.url()), Transport.START_TLS, slapd.certificate());

    assertThat(check(source, "an.nguyen", "an.nguyen-secret"))
        .isInstanceOf(CheckResult.Accepted.class);
    assertThat(check(source, "an.nguyen", "guess")).isEqualTo(new CheckResult.WrongPassword());
  }

  @Test
  void ldapsProtectsTheWayToo() throws IOException {
    DirectorySource source =
        TestSources.source(slapd, List.of(slapd.ldapsUrl()), Transport.LDAPS, slapd.certificate());

    assertThat(check(source, "an.nguyen", "an.nguyen-secret"))
        .isInstanceOf(CheckResult.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource({"START_TLS", "LDAPS"})
  void certificateOfAStrangerIsRefused(Transport transport, @TempDir Path other)
      throws IOException, InterruptedException {
    TestCertificate.localhost(other);
    URI url = transport == Transport.LDAPS ? slapd.ldapsUrl() : slapd.url();
    DirectorySource source =
        TestSources.source(slapd, List.of(url), transport, other.resolve("certificate.pem"));

    assertThat(check(source, "an.nguyen", "an.nguyen-secret"))
        .isInstanceOf(CheckResult.Unavailable.class);
  }

  @ParameterizedTest
  @CsvSource({"START_TLS", "LDAPS"})
  void certificateForAnotherHostIsRefused(Transport transport) throws IOException {
    URI url = transport == Transport.LDAPS ? slapd.ldapsUrl() : slapd.url();
    DirectorySource source =
        TestSources.source(slapd, List.of(slapd.byName(url)), transport, slapd.certificate());
    DirectorySource reachable =
        TestSources.source(slapd, List.of(slapd.byName(slapd.url())), Transport.PLAIN, null);

    assertThat(check(reachable, "an.nguyen", "an.nguyen-secret"))
        .isInstanceOf(CheckResult.Accepted.class);
    assertThat(check(source, "an.nguyen", "an.nguyen-secret"))
        .isInstanceOf(CheckResult.Unavailable.class);
  }

  @Test
  void wrongServicePasswordIsAnOutageAndNotAWrongPassword(@TempDir Path folder) throws IOException {
    DirectorySource usual = TestSources.plain(slapd);
    DirectorySource source =
        new DirectorySource(
            "province",
            usual.servers(),
            new ServiceAccount(
                Slapd.READER, Files.writeString(folder.resolve("password"), "not-it")),
            usual.users());

    assertThat(check(source, "an.nguyen", "an.nguyen-secret"))
        .isInstanceOf(CheckResult.Unavailable.class);
  }

  @Test
  void secondServerIsUsedWhenTheFirstIsDown() throws IOException {
    DirectorySource source =
        TestSources.source(
            slapd, List.of(URI.create("ldap://127.0.0.1:1"), slapd.url()), Transport.PLAIN, null);

    assertThat(check(source, "an.nguyen", "an.nguyen-secret"))
        .isInstanceOf(CheckResult.Accepted.class);
  }

  @Test
  void silentServerIsGivenUpAfterTheTimeOut() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      DirectorySource source =
          TestSources.source(
              slapd,
              List.of(URI.create("ldap://127.0.0.1:" + silent.getLocalPort())),
              Transport.PLAIN,
              null);
      long start = System.nanoTime();

      assertThat(check(source, "an.nguyen", "an.nguyen-secret"))
          .isInstanceOf(CheckResult.Unavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void killedServerIsUnavailableAndUsedAgainOnceItIsBack()
      throws IOException, InterruptedException {
    try (Directory directory = Directory.open(TestSources.plain(slapd))) {
      Password password = Password.of("an.nguyen-secret");
      assertThat(directory.check("an.nguyen", password)).isInstanceOf(CheckResult.Accepted.class);

      slapd.kill();
      assertThat(directory.check("an.nguyen", password))
          .isInstanceOf(CheckResult.Unavailable.class);

      slapd.start();
      assertThat(directory.check("an.nguyen", password)).isInstanceOf(CheckResult.Accepted.class);
    }
  }

  @Test
  void serverRestartedBetweenTwoChecksIsNotNoticed() throws IOException, InterruptedException {
    try (Directory directory = Directory.open(TestSources.plain(slapd))) {
      Password password = Password.of("binh.tran-secret");
      assertThat(directory.check("binh.tran", password)).isInstanceOf(CheckResult.Accepted.class);

      slapd.kill();
      slapd.start();
      assertThat(directory.check("binh.tran", password)).isInstanceOf(CheckResult.Accepted.class);
    }
  }

  @Test
  void trustFileWithoutCertificatesIsASetUpFault(@TempDir Path folder) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing here\n");
    DirectorySource source =
        TestSources.source(slapd, List.of(slapd.ldapsUrl()), Transport.LDAPS, empty);

    assertThatThrownBy(() -> Directory.open(source))
        .isInstanceOfSatisfying(
            LdapFault.class,
            fault -> assertThat(fault.code()).isEqualTo(LdapFault.Code.TRUST_FILE));
  }

  private static DirectorySource byUidOrMail(@Nullable String filter) throws IOException {
    return TestSources.with(
        slapd, List.of(slapd.url()), Transport.PLAIN, null, List.of("uid", "mail"), filter);
  }

  private static CheckResult check(DirectorySource source, String name, String password) {
    try (Directory directory = Directory.open(source)) {
      return directory.check(name, Password.of(password));
    }
  }
}
