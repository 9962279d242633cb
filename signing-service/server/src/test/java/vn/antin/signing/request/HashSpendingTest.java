package vn.antin.signing.request;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.TestSigning.APP;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.grant.GrantId;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.HashValue;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.token.SigningAlgorithm;

/** Hashes of applications: each signed once, by whom and as it was approved. */
final class HashSpendingTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static RunningService service;
  private static RunningService other;
  private static TestSigning steps;
  private static CredentialId credential;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    credential = new CredentialId(UUID.fromString(steps.credential(CHAIRMAN, "official")));
    other = service.node();
    other.up();
  }

  @AfterAll
  static void stop() {
    other.down();
    service.close();
  }

  @Test
  void approvedHashesAreSignedOnceInTheOrderAskedFor() {
    var hashes = hashes(3);
    var grant = grant("DTBSR", hashes);

    var outcome = sign(grant, hashes.reversed());

    assertThat(outcome).isInstanceOf(HashOutcome.Signed.class);
    var values = ((HashOutcome.Signed) outcome).values();
    var key =
        service.bean(Credentials.class).find(credential).orElseThrow().certificate().getPublicKey();
    for (var i = 0; i < 3; i++) {
      assertThat(algorithm().verifyDigest(key, hashes.reversed().get(i), values.get(i))).isTrue();
    }
    assertThat(sign(grant, hashes)).isInstanceOf(HashOutcome.Spent.class);
    assertThat(rows(grant, "signature.completed")).isEqualTo(3);
    assertThat(rows(grant, "signature.refused")).isEqualTo(1);
  }

  @Test
  void aPartMayBeSpentNowAndTheRestLater() {
    var hashes = hashes(3);
    var grant = grant("DTBSR", hashes);

    assertThat(sign(grant, hashes.subList(2, 3))).isInstanceOf(HashOutcome.Signed.class);
    assertThat(sign(grant, hashes)).isInstanceOf(HashOutcome.Spent.class);
    assertThat(sign(grant, hashes.subList(0, 2))).isInstanceOf(HashOutcome.Signed.class);
    assertThat(rows(grant, "signature.started")).isEqualTo(3);
  }

  @Test
  void whatIsNotExactlyApprovedIsRefusedAndNothingIsSpent() {
    var hashes = hashes(2);
    var grant = grant("DTBSR", hashes);

    assertThat(sign(grant, List.of(hashes.get(0), hashes(1).getFirst())))
        .isInstanceOf(HashOutcome.NotApproved.class);
    assertThat(sign(grant, List.of())).isInstanceOf(HashOutcome.NotApproved.class);
    assertThat(sign(grant, List.of(hashes.get(0), hashes.get(0))))
        .isInstanceOf(HashOutcome.Repeated.class);
    assertThat(spending(service).sign(grant, credential, "SDR", hashes, algorithm()))
        .isInstanceOf(HashOutcome.NotApproved.class);
    assertThat(
            spending(service)
                .sign(grant, new CredentialId(UUID.randomUUID()), "DTBSR", hashes, algorithm()))
        .isInstanceOf(HashOutcome.NotApproved.class);
    assertThat(
            spending(service)
                .sign(grant, credential, "DTBSR", hashes, SigningAlgorithm.RSA_PKCS1_SHA512))
        .isInstanceOf(HashOutcome.AlgorithmNotOffered.class);
    var late = grant("DTBSR", hashes, Duration.ZERO);
    assertThat(sign(late, hashes)).isInstanceOf(HashOutcome.Expired.class);
    assertThat(rows(grant, "signature.started")).isZero();
    assertThat(sign(grant, hashes)).isInstanceOf(HashOutcome.Signed.class);
  }

  @Test
  void grantThatChangesUnderItsIdIsNotTrusted() {
    var hashes = hashes(2);
    var grant = grant("DTBSR", hashes.subList(0, 1));
    assertThat(sign(grant, hashes.subList(0, 1))).isInstanceOf(HashOutcome.Signed.class);
    var larger =
        new HashGrant(
            grant.id(),
            grant.official(),
            grant.credential(),
            grant.hashType(),
            grant.hashAlgorithm(),
            grant.clientId(),
            grant.expiresAt(),
            hashes.stream().map(HashValue::of).toList());

    assertThat(sign(larger, hashes.subList(1, 2))).isInstanceOf(HashOutcome.NotApproved.class);
  }

  @Test
  void suspendedCredentialOrOfficialSignsNothing() {
    var sql = service.database.superuser();
    var hashes = hashes(1);
    var grant = grant("DTBSR", hashes);
    sql.sql("UPDATE credential SET state = 'suspended' WHERE id = :id")
        .param("id", credential.value())
        .update();
    try {
      assertThat(sign(grant, hashes)).isInstanceOf(HashOutcome.CredentialStopped.class);
    } finally {
      sql.sql("UPDATE credential SET state = 'valid' WHERE id = :id")
          .param("id", credential.value())
          .update();
    }
    var villagers =
        new HashGrant(
            new GrantId(UUID.randomUUID()),
            new OfficialId(VILLAGER),
            credential,
            "DTBSR",
            "2.16.840.1.101.3.4.2.1",
            APP,
            grant.expiresAt(),
            grant.hashes());
    assertThat(sign(villagers, hashes)).isInstanceOf(HashOutcome.CredentialStopped.class);
    assertThat(sign(grant, hashes)).isInstanceOf(HashOutcome.Signed.class);
  }

  @Test
  void twoCallsAtOnceOnTwoNodesMakeOneSetOfSignatures() throws Exception {
    var tries = Boolean.getBoolean("antin.long") ? 1_000 : 25;
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var i = 0; i < tries; i++) {
        var hashes = hashes(3);
        var grant = grant("DTBSR", hashes);
        var calls =
            Stream.of(service, other)
                .<Callable<HashOutcome>>map(node ->
                    () -> spending(node).sign(grant, credential, "DTBSR", hashes, algorithm()))
                .toList();
        var outcomes = new ArrayList<HashOutcome>();
        for (var call : threads.invokeAll(calls)) {
          outcomes.add(call.get());
        }
        assertThat(outcomes).filteredOn(HashOutcome.Signed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(HashOutcome.Spent.class::isInstance).hasSize(1);
        assertThat(rows(grant, "signature.started")).isEqualTo(3);
      }
    }
  }

  @Test
  void whatADeadNodeLeftIsApprovedAgainOrUnknownAndNeverSignedTwice() {
    var hashes = hashes(2);
    var grant = grant("DTBSR", hashes);
    assertThat(sign(grant, hashes)).isInstanceOf(HashOutcome.Signed.class);
    leave(grant, hashes.get(0), "reserved");
    leave(grant, hashes.get(1), "signing");

    spending(service).recover();

    assertThat(state(grant, hashes.get(0))).isEqualTo("approved");
    assertThat(state(grant, hashes.get(1))).isEqualTo("unknown");
    assertThat(sign(grant, hashes)).isInstanceOf(HashOutcome.Spent.class);
    assertThat(rows(grant, "signature.unknown")).isEqualTo(1);
  }

  @Test
  void approvalOfHashesSignsNoDocuments() {
    var token = steps.official(CHAIRMAN);
    var request =
        steps.request(
            token, credential.toString(), steps.upload(token, TestPdfs.saying("hashes only")));
    var details =
        Map.of(
            "type",
            Introspection.TYPE,
            "credentialID",
            credential.toString(),
            "hashType",
            "DTBSR",
            "hashAlgorithmOID",
            "2.16.840.1.101.3.4.2.1",
            "documentDigests",
            List.of(Map.of("hash", HashValue.of(hashes(1).getFirst()).base64(), "label", "x")));
    var approval =
        service.authServer.approval(
            Map.of(
                "active", true,
                "iss", service.authServer.issuer(),
                "sub", CHAIRMAN.toString(),
                "client_id", APP,
                "scope", "credential",
                "grant_id", UUID.randomUUID().toString(),
                "exp", service.clock.instant().plusSeconds(300).getEpochSecond(),
                "authorization_details", List.of(details)));

    assertThat(steps.sign(request, approval).problem()).isEqualTo("hash-not-approved");
  }

  private static HashOutcome sign(HashGrant grant, List<byte[]> hashes) {
    return spending(service).sign(grant, credential, "DTBSR", hashes, algorithm());
  }

  private static HashSpending spending(RunningService node) {
    return node.bean(HashSpending.class);
  }

  private static SigningAlgorithm algorithm() {
    return SigningAlgorithm.usual(
        service
            .bean(Credentials.class)
            .find(credential)
            .orElseThrow()
            .certificate()
            .getPublicKey());
  }

  private static HashGrant grant(String type, List<byte[]> hashes) {
    return grant(type, hashes, Duration.ofMinutes(5));
  }

  private static HashGrant grant(String type, List<byte[]> hashes, Duration lives) {
    return new HashGrant(
        new GrantId(UUID.randomUUID()),
        new OfficialId(CHAIRMAN),
        credential,
        type,
        "2.16.840.1.101.3.4.2.1",
        APP,
        service.clock.instant().plus(lives),
        hashes.stream().map(HashValue::of).toList());
  }

  private static List<byte[]> hashes(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> {
          var hash = new byte[32];
          RANDOM.nextBytes(hash);
          return hash;
        })
        .toList();
  }

  private static long rows(HashGrant grant, String type) {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM audit.entry WHERE object = :grant AND type = :type")
        .param("grant", grant.id().toString())
        .param("type", type)
        .query(Long.class)
        .single();
  }

  private static void leave(HashGrant grant, byte[] hash, String state) {
    service
        .database
        .superuser()
        .sql(
            """
            UPDATE grant_hash SET state = :state, signed_value = NULL, lease_until = :past
            WHERE grant_id = :grant AND hash = :hash
            """)
        .param("state", state)
        .param("past", service.clock.instant().minusSeconds(1).atOffset(UTC))
        .param("grant", grant.id().value())
        .param("hash", hash)
        .update();
  }

  private static String state(HashGrant grant, byte[] hash) {
    return service
        .database
        .superuser()
        .sql("SELECT state FROM grant_hash WHERE grant_id = :grant AND hash = :hash")
        .param("grant", grant.id().value())
        .param("hash", hash)
        .query(String.class)
        .single();
  }
}
