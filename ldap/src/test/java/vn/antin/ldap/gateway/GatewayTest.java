package vn.antin.ldap.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.ANONYMOUSBindRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.ServerSideSortRequestControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SortKey;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import com.unboundid.ldap.sdk.schema.EntryValidator;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway through the UnboundID client. */
final class GatewayTest {
  private final FakeAccounts accounts = new FakeAccounts(25);
  private Gateway gateway;

  @BeforeEach
  void start() {
    gateway = TestGateways.start(accounts);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void rightPasswordBindsAndTheApplicationSeesWhoAsked() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      WhoAmIExtendedResult who =
          (WhoAmIExtendedResult) connection.processExtendedOperation(new WhoAmIExtendedRequest());

      assertThat(who.getAuthorizationID()).isEqualTo("dn:uid=official0001,ou=people,dc=antin");
      assertThat(accounts.attempts).containsExactly("official0001 from 127.0.0.1");
    }
  }

  @Test
  void wrongPasswordAndUnknownNameAreAnsweredAlike() throws LDAPException {
    try (LDAPConnection connection = TestGateways.anonymous(gateway)) {
      LDAPException wrong =
          refused(() -> connection.bind(TestGateways.dn("official0001"), "guess"));
      LDAPException unknown = refused(() -> connection.bind(TestGateways.dn("nobody"), "guess"));

      assertThat(wrong.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
      assertThat(unknown.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
      assertThat(unknown.getDiagnosticMessage()).isEqualTo(wrong.getDiagnosticMessage());
      assertThat(accounts.attempts).hasSize(2);
    }
  }

  @Test
  void failedBindTakesAwayWhatAnEarlierOneGave() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      refused(() -> connection.bind(TestGateways.dn("official0001"), "guess"));

      assertCode(
          ResultCode.STRONG_AUTH_REQUIRED,
          () -> connection.search("dc=antin", SearchScope.SUB, "(uid=*)"));
    }
  }

  @Test
  void bindWithANameButWithoutAPasswordIsUnwilling() throws LDAPException {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setBindWithDNRequiresPassword(false);
    try (LDAPConnection connection = new LDAPConnection(options, "127.0.0.1", gateway.port())) {
      assertCode(
          ResultCode.UNWILLING_TO_PERFORM,
          () -> connection.bind(TestGateways.dn("official0001"), ""));
      assertThat(accounts.attempts).isEmpty();
    }
  }

  @Test
  void namesThatAreNoPeopleCannotBind() throws LDAPException {
    try (LDAPConnection connection = TestGateways.anonymous(gateway)) {
      assertCode(ResultCode.INVALID_CREDENTIALS, () -> connection.bind("cn=admin,dc=antin", "x"));
      assertCode(ResultCode.INVALID_DN_SYNTAX, () -> connection.bind("official0001", "x"));
      assertCode(
          ResultCode.AUTH_METHOD_NOT_SUPPORTED, () -> connection.bind(new ANONYMOUSBindRequest()));
    }
  }

  @Test
  void outageIsSaidToBeOneAndFaultsStayInside() throws LDAPException {
    try (LDAPConnection connection = TestGateways.anonymous(gateway)) {
      assertCode(ResultCode.UNAVAILABLE, () -> connection.bind(TestGateways.dn("outage"), "x"));
      LDAPException fault = refused(() -> connection.bind(TestGateways.dn("fault"), "x"));

      assertThat(fault.getResultCode()).isEqualTo(ResultCode.UNAVAILABLE);
      assertThat(fault.getDiagnosticMessage()).doesNotContain("fire");
    }
  }

  @Test
  void anonymousClientSeesTheRootDseAndNothingElse() throws LDAPException {
    try (LDAPConnection connection = TestGateways.anonymous(gateway)) {
      RootDSE root = requireNonNull(connection.getRootDSE());

      assertThat(root.getNamingContextDNs()).containsExactly("dc=antin");
      assertThat(root.supportsLDAPVersion(3)).isTrue();
      assertThat(root.supportsControl(SimplePagedResultsControl.PAGED_RESULTS_OID)).isTrue();
      for (String base : List.of("dc=antin", "ou=people,dc=antin", "cn=subschema")) {
        assertCode(
            ResultCode.STRONG_AUTH_REQUIRED,
            () -> connection.search(base, SearchScope.BASE, "(objectClass=*)"));
      }
    }
  }

  @Test
  void schemaDescribesEveryEntry() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      Schema schema = requireNonNull(Schema.getSchema(connection));
      SearchResult all = connection.search("dc=antin", SearchScope.SUB, "(objectClass=*)", "*");

      assertThat(schema.getObjectClass("inetOrgPerson")).isNotNull();
      assertThat(schema.getAttributeType("entryUUID")).isNotNull();
      var validator = new EntryValidator(schema);
      List<String> complaints = new ArrayList<>();
      for (SearchResultEntry entry : requireNonNull(all.getSearchEntries())) {
        validator.entryIsValid(entry, complaints);
      }
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void officialIsAnInetOrgPerson() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0002")) {
      SearchResultEntry entry =
          requireNonNull(
              connection.searchForEntry("dc=antin", SearchScope.SUB, "(mail=an@tinh.example)"));

      assertThat(entry.getDN()).isEqualTo("uid=official0001,ou=people,dc=antin");
      assertThat(entry.getObjectClassValues()).contains("inetOrgPerson");
      assertThat(entry.getAttributeValue("cn")).isEqualTo("Nguyễn Văn An");
      assertThat(entry.getAttributeValue("sn")).isEqualTo("Nguyễn");
      assertThat(entry.getAttributeValue("givenName")).isEqualTo("Văn An");
      assertThat(entry.getAttributeValue("title")).isEqualTo("Chủ tịch");
      assertThat(entry.getAttributeValue("ou")).isEqualTo("Văn phòng UBND tỉnh");
      assertThat(entry.getAttributeValue("departmentNumber")).isEqualTo("H37.01");
      assertThat(entry.hasAttribute("entryUUID")).isFalse();
      assertThat(entry.hasAttribute("userPassword")).isFalse();
    }
  }

  @Test
  void operationalAttributesComeOnlyWhenAskedFor() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      SearchResultEntry named =
          requireNonNull(
              connection.getEntry(TestGateways.dn("official0001"), "entryUUID", "2.5.4.3"));
      SearchResultEntry all =
          requireNonNull(connection.getEntry(TestGateways.dn("official0001"), "+"));
      SearchResultEntry none =
          requireNonNull(connection.getEntry(TestGateways.dn("official0001"), "1.1"));

      assertThat(named.getAttributeValue("entryUUID"))
          .isEqualTo(FakeAccounts.id("official0001").toString());
      assertThat(named.getAttributeValue("cn")).isEqualTo("Nguyễn Văn An");
      assertThat(named.getAttributes()).hasSize(2);
      assertThat(all.getAttributeValue("subschemaSubentry")).isEqualTo("cn=subschema");
      assertThat(all.hasAttribute("cn")).isFalse();
      assertThat(none.getAttributes()).isEmpty();
    }
  }

  @Test
  void scopesMeanWhatTheyShould() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      assertThat(dns(connection, "dc=antin", SearchScope.BASE)).containsExactly("dc=antin");
      assertThat(dns(connection, "dc=antin", SearchScope.ONE))
          .containsExactlyInAnyOrder("ou=people,dc=antin", "ou=units,dc=antin");
      assertThat(dns(connection, "dc=antin", SearchScope.SUB)).hasSize(3 + 25 + 2);
      assertThat(dns(connection, "ou=people,dc=antin", SearchScope.ONE)).hasSize(25);
      assertThat(dns(connection, "ou=people,dc=antin", SearchScope.SUB)).hasSize(26);
      assertThat(dns(connection, TestGateways.dn("official0001"), SearchScope.ONE)).isEmpty();
      assertThat(dns(connection, TestGateways.dn("OFFICIAL0001"), SearchScope.SUB))
          .containsExactly(TestGateways.dn("official0001"));
      assertThat(dns(connection, "ou=H37.25,ou=units,dc=antin", SearchScope.BASE)).hasSize(1);
    }
  }

  @Test
  void missingBaseIsNoSuchObjectWithTheNearestThatExists() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      LDAPException missing =
          refused(() -> connection.search(TestGateways.dn("nobody"), SearchScope.BASE, "(uid=*)"));

      assertThat(missing.getResultCode()).isEqualTo(ResultCode.NO_SUCH_OBJECT);
      assertThat(missing.getMatchedDN()).isEqualTo("ou=people,dc=antin");
      assertCode(
          ResultCode.NO_SUCH_OBJECT,
          () -> connection.search("dc=elsewhere", SearchScope.SUB, "(uid=*)"));
      assertThat(
              connection
                  .search(TestGateways.dn("official0001"), SearchScope.BASE, "(uid=other)")
                  .getEntryCount())
          .isZero();
    }
  }

  @Test
  void sizeLimitCutsAndSaysSo() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      SearchRequest request = new SearchRequest("dc=antin", SearchScope.SUB, "(uid=*)");
      request.setSizeLimit(7);

      assertThatThrownBy(() -> connection.search(request))
          .isInstanceOfSatisfying(
              LDAPSearchException.class,
              cut -> {
                assertThat(cut.getResultCode()).isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
                assertThat(cut.getEntryCount()).isEqualTo(7);
              });
    }
  }

  @Test
  void pagesBringEveryEntryOnce() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      List<String> seen = new ArrayList<>();
      ASN1OctetString cookie = null;
      int pages = 0;
      do {
        SearchRequest request = new SearchRequest("dc=antin", SearchScope.SUB, "(objectClass=*)");
        request.addControl(new SimplePagedResultsControl(4, cookie, true));
        SearchResult page = connection.search(request);
        requireNonNull(page.getSearchEntries()).stream().map(Entry::getDN).forEach(seen::add);
        assertThat(page.getEntryCount()).isLessThanOrEqualTo(4);
        cookie = requireNonNull(SimplePagedResultsControl.get(page)).getCookie();
        pages++;
      } while (cookie.getValueLength() > 0);

      assertThat(seen).doesNotHaveDuplicates().hasSize(30);
      assertThat(pages).isEqualTo(8);
    }
  }

  @Test
  void forgedCookieIsRefused() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      SearchRequest request = new SearchRequest("dc=antin", SearchScope.SUB, "(uid=*)");
      request.addControl(
          new SimplePagedResultsControl(4, new ASN1OctetString("x'; DROP TABLE account"), true));

      assertCode(ResultCode.PROTOCOL_ERROR, () -> connection.search(request));
    }
  }

  @Test
  void criticalControlThatIsNotSupportedIsNotIgnored() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      SearchRequest critical = new SearchRequest("dc=antin", SearchScope.SUB, "(uid=*)");
      critical.addControl(new ServerSideSortRequestControl(true, new SortKey("cn")));
      SearchRequest optional = new SearchRequest("dc=antin", SearchScope.SUB, "(uid=*)");
      optional.addControl(new Control("1.2.3.4"));

      assertCode(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, () -> connection.search(critical));
      assertThat(connection.search(optional).getEntryCount()).isEqualTo(25);
    }
  }

  @Test
  void compareTellsTrueFalseAndMissingApart() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0002")) {
      String dn = TestGateways.dn("official0001");

      assertThat(connection.compare(dn, "title", "chủ tịch").compareMatched()).isTrue();
      assertThat(connection.compare(dn, "title", "Phó chủ tịch").compareMatched()).isFalse();
      assertThat(connection.compare("dc=antin", "objectClass", "dcObject").compareMatched())
          .isTrue();
      assertCode(
          ResultCode.NO_SUCH_OBJECT,
          () -> connection.compare(TestGateways.dn("nobody"), "cn", "x"));
      assertCode(
          ResultCode.UNDEFINED_ATTRIBUTE_TYPE, () -> connection.compare(dn, "shoeSize", "42"));
    }
  }

  @Test
  void writesAreRefusedEachWithItsOwnResponse() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      String dn = TestGateways.dn("official0001");

      assertCode(
          ResultCode.UNWILLING_TO_PERFORM,
          () -> connection.add("dn: uid=x,ou=people,dc=antin", "objectClass: top", "uid: x"));
      assertCode(ResultCode.UNWILLING_TO_PERFORM, () -> connection.delete(dn));
      assertCode(
          ResultCode.UNWILLING_TO_PERFORM,
          () -> connection.modify(dn, new Modification(ModificationType.REPLACE, "mail", "x@y")));
      assertCode(ResultCode.UNWILLING_TO_PERFORM, () -> connection.modifyDN(dn, "uid=other", true));
    }
  }

  @Test
  void unknownExtendedOperationIsAProtocolErrorAndTheConnectionLivesOn() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      assertCode(
          ResultCode.PROTOCOL_ERROR,
          () ->
              connection.processExtendedOperation(new ExtendedRequest("1.3.6.1.4.1.4203.1.11.1")));
      assertThat(connection.search("dc=antin", SearchScope.BASE, "(dc=antin)").getEntryCount())
          .isOne();
    }
  }

  @Test
  void startTlsWithoutACertificateIsRefused() throws LDAPException {
    try (LDAPConnection connection = TestGateways.anonymous(gateway)) {
      // The SDK returns this refusal where it throws the others.
      assertThat(
              connection
                  .processExtendedOperation(
                      new ExtendedRequest(StartTLSExtendedRequest.STARTTLS_REQUEST_OID))
                  .getResultCode())
          .isEqualTo(ResultCode.PROTOCOL_ERROR);
    }
  }

  @Test
  void accountThatWasDisabledReadsNothingMoreOnItsOpenConnection() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0002")) {
      accounts.gone.add("official0002");

      assertCode(
          ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
          () -> connection.search("dc=antin", SearchScope.SUB, "(uid=*)"));
    }
  }

  @Test
  void readersThatAreNotListedSeeOnlyThemselves() throws LDAPException {
    try (Gateway strict =
            TestGateways.start(
                accounts, null, Limits.usual(), new Readers.Only(Set.of("official0001")));
        LDAPConnection listed = TestGateways.bound(strict, "official0001");
        LDAPConnection other = TestGateways.bound(strict, "official0002")) {
      assertThat(dns(listed, "ou=people,dc=antin", SearchScope.ONE)).hasSize(25);
      assertThat(dns(other, "ou=people,dc=antin", SearchScope.ONE))
          .containsExactly(TestGateways.dn("official0002"));
      assertThat(dns(other, "ou=units,dc=antin", SearchScope.ONE)).isEmpty();
      assertCode(
          ResultCode.NO_SUCH_OBJECT,
          () -> other.search(TestGateways.dn("official0001"), SearchScope.BASE, "(uid=*)"));
    }
  }

  private static List<String> dns(LDAPConnection connection, String base, SearchScope scope)
      throws LDAPException {
    return requireNonNull(connection.search(base, scope, "(objectClass=*)").getSearchEntries())
        .stream()
        .map(Entry::getDN)
        .toList();
  }

  private static void assertCode(ResultCode code, ThrowingCallable call) {
    assertThat(refused(call).getResultCode()).isEqualTo(code);
  }

  private static LDAPException refused(ThrowingCallable call) {
    return catchThrowableOfType(LDAPException.class, call);
  }
}
