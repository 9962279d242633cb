package vn.antin.auth.directory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.ldap.peer.ProcessOutput;

/** The running application as an LDAP directory. */
@AuthServerTest
@TestPropertySource(properties = {"antin.gateway.enabled=true", "antin.gateway.port=0"})
final class GatewayTest {
  private final GatewayLifecycle gateway;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final TestAccounts accounts;
  private String reader = "";

  @Autowired
  GatewayTest(
      GatewayLifecycle gateway,
      JdbcClient jdbc,
      TransactionOperations transactions,
      Credentials credentials,
      SecretHashes hashes) {
    this.gateway = gateway;
    this.transactions = transactions;
    this.jdbc = jdbc;
    this.accounts = new TestAccounts(jdbc, credentials, hashes);
  }

  @BeforeEach
  void someoneWhoReads() {
    reader = "reader." + UUID.randomUUID();
    accounts.active(reader);
  }

  @Test
  void ldapsearchFindsAnOfficialWithPostAndUnit() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/ldapsearch")),
        "needs the package ldap-utils (apt-get install ldap-utils)");
    AccountId clerk = accounts.active("clerk.search");
    appoint(clerk, "Chánh văn phòng", "H37.01.search", "Văn phòng");

    ProcessOutput output =
        ProcessOutput.of(
            "ldapsearch",
            "-x",
            "-LLL",
            "-H",
            "ldap://127.0.0.1:" + gateway.port(),
            "-D",
            dn(reader),
            "-w",
            TestAccounts.PASSWORD,
            "-b",
            "dc=antin",
            "(uid=clerk.search)",
            "mail",
            "departmentNumber",
            "entryUUID");

    assertThat(output.exitCode()).isZero();
    assertThat(output.lines())
        .contains(
            "dn: uid=clerk.search,ou=people,dc=antin",
            "mail: clerk.search@tinh.gov.vn",
            "departmentNumber: H37.01.search",
            "entryUUID: " + clerk);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(uid=MATCH.me); true",
        "(mail=match.me@tinh.gov.vn); true",
        "(cn=nguyễn thị  bưởi); true",
        "(sn=Nguyễn); true",
        "(givenName=Thị Bưởi); true",
        "(cn=*thị*); true",
        "(mail=match*@tinh.gov.vn); true",
        "(mail=match_me*); false",
        "(mail=%); false",
        "(telephoneNumber=*); false",
        "(!(telephoneNumber=0)); true",
        "(!(mail=*)); false",
        "(&(objectClass=inetOrgPerson)(!(mail=x))); true",
        "(memberOf=cn=x); false",
        "(!(memberOf=cn=x)); false",
        "(title=*); false",
        "(|(title=x)(sn=nguyễn)); true",
        "(uid=' OR true --); false"
      })
  void filtersMeanInSqlWhatTheyMeanInLdap(String filter, boolean found) throws LDAPException {
    if (jdbc.sql("SELECT FROM account WHERE username = 'match.me'")
        .query((row, number) -> true)
        .optional()
        .isEmpty()) {
      accounts.active("match.me");
    }
    try (LDAPConnection connection = bound()) {
      int entries =
          connection.search(dn("match.me"), SearchScope.BASE, filter, "1.1").getEntryCount();

      assertThat(entries).isEqualTo(found ? 1 : 0);
    }
  }

  @Test
  void unitsInForceAreListedAndOldOnesAreNot() throws LDAPException {
    unit("H37.02.now", "Sở Nội vụ", "NULL");
    unit("H37.02.old", "Sở Lao động", "DATE '2025-07-01'");
    try (LDAPConnection connection = bound()) {
      List<String> names =
          requireNonNull(
                  connection
                      .search("ou=units,dc=antin", SearchScope.ONE, "(ou=H37.02.*)")
                      .getSearchEntries())
              .stream()
              .map(Entry::getDN)
              .toList();

      assertThat(names).containsExactly("ou=H37.02.now,ou=units,dc=antin");
    }
  }

  @Test
  void disabledAccountNeitherBindsNorShowsNorReadsOn() throws LDAPException {
    accounts.active("leaver");
    try (LDAPConnection open =
            new LDAPConnection("127.0.0.1", gateway.port(), dn("leaver"), TestAccounts.PASSWORD);
        LDAPConnection other = bound()) {
      jdbc.sql("UPDATE account SET status = 'disabled' WHERE username = 'leaver'").update();

      assertThat(code(() -> open.search("dc=antin", SearchScope.SUB, "(uid=leaver)")))
          .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
      assertThat(code(() -> open.bind(dn("leaver"), TestAccounts.PASSWORD)))
          .isEqualTo(ResultCode.INVALID_CREDENTIALS);
      assertThat(other.search("dc=antin", SearchScope.SUB, "(uid=leaver)").getEntryCount())
          .isZero();
    }
  }

  @Test
  void bindsCountInTheSameThrottleAndAuditAsLogins() throws LDAPException {
    AccountId guessed = accounts.active("guessed");
    try (LDAPConnection connection = new LDAPConnection("127.0.0.1", gateway.port())) {
      for (int i = 0; i < 11; i++) {
        assertThat(code(() -> connection.bind(dn("guessed"), "guess")))
            .isEqualTo(ResultCode.INVALID_CREDENTIALS);
      }

      assertThat(code(() -> connection.bind(dn("guessed"), TestAccounts.PASSWORD)))
          .isEqualTo(ResultCode.INVALID_CREDENTIALS);
    }
    assertThat(
            jdbc.sql("SELECT type FROM audit.entry WHERE object = :account ORDER BY id DESC")
                .param("account", guessed.toString())
                .query(String.class)
                .list())
        .startsWith("login.throttled", "login.failed")
        .hasSize(12);
  }

  @Test
  void searchOverTheTimeLimitIsSaidToBeOne() throws LDAPException {
    SearchRequest request = new SearchRequest("ou=units,dc=antin", SearchScope.ONE, "(ou=*)");
    request.setTimeLimitSeconds(1);
    try (LDAPConnection connection = bound()) {
      transactions.executeWithoutResult(status -> {
        jdbc.sql("LOCK TABLE org_unit IN ACCESS EXCLUSIVE MODE").update();

        assertThat(code(() -> connection.search(request)))
            .isEqualTo(ResultCode.TIME_LIMIT_EXCEEDED);
      });
    }
  }

  private LDAPConnection bound() throws LDAPException {
    return new LDAPConnection("127.0.0.1", gateway.port(), dn(reader), TestAccounts.PASSWORD);
  }

  private void appoint(AccountId account, String title, String code, String unitName) {
    UUID unit = unit(code, unitName, "NULL");
    jdbc.sql(
            """
            WITH post AS (INSERT INTO post (unit_id, title) VALUES (:unit, :title) RETURNING id)
            INSERT INTO assignment (account_id, post_id, kind, valid_from)
            SELECT :account, id, 'main', DATE '2025-07-01' FROM post
            """)
        .param("unit", unit)
        .param("title", title)
        .param("account", account.value())
        .update();
  }

  private UUID unit(String code, String name, String validTo) {
    return jdbc.sql(
            """
            INSERT INTO org_unit (kind, code, name, valid_from, valid_to)
            VALUES ('department', :code, :name, DATE '2025-01-01', %s) RETURNING id
            """
                .formatted(validTo))
        .param("code", code)
        .param("name", name)
        .query(UUID.class)
        .single();
  }

  private static ResultCode code(ThrowingCallable call) {
    return catchThrowableOfType(LDAPException.class, call).getResultCode();
  }

  private static String dn(String username) {
    return "uid=" + username + ",ou=people,dc=antin";
  }
}
