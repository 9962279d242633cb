package vn.antin.signing.authority;

import static vn.antin.signing.TestProvince.CHAIRMAN;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CrlReason;
import vn.antin.signing.certificate.Issued;

/** The authority of a running service, and certificates of it. */
public final class TestIssuing {
  public static final String CLIENT = "tls-client";
  private final RunningService service;

  public TestIssuing(RunningService service) {
    this.service = service;
  }

  /** Has the development authority found itself. */
  public void found() {
    service.authServer.replacePeople(TestProvince.items());
    var steps = new TestSigning(service);
    steps.awaitPeople();
    steps.credential(CHAIRMAN, "official");
  }

  public static PublicKey key() {
    try {
      return KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public Issued client(String name) {
    return client(name, key());
  }

  public Issued client(String name, PublicKey key) {
    return issued(CLIENT, "C=VN,CN=" + name, key);
  }

  public Issued issued(String profile, String subject, PublicKey key) {
    return service
        .bean(Issuing.class)
        .issue(
            new Order(
                profile, new Wish(new X500Name(subject), List.of(), key, null), null, "test"));
  }

  public boolean revoke(Issued issued, int reason) {
    var why = CrlReason.of(reason).orElseThrow();
    return Boolean.TRUE.equals(
        service
            .bean(TransactionOperations.class)
            .execute(_ ->
                service
                    .bean(Revocations.class)
                    .revoke("issuing", serial(issued), why, service.clock.instant(), "test")));
  }

  public boolean release(Issued issued) {
    return Boolean.TRUE.equals(
        service
            .bean(TransactionOperations.class)
            .execute(
                _ -> service.bean(Revocations.class).release("issuing", serial(issued), "test")));
  }

  public static String serial(Issued issued) {
    return Certificates.serialNumber(issued.certificate());
  }
}
