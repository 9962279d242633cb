package vn.antin.signing.authority.development;

import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.Ca;
import vn.antin.signing.authority.Issuing;
import vn.antin.signing.authority.Order;
import vn.antin.signing.authority.ServiceCertificates;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.key.Keys;
import vn.antin.signing.key.Residence;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;

/** Root and issuing authority, made at the first need, and what they sign. Thread-safe. */
final class DevelopmentAuthority implements ServiceCertificates.Founding {
  static final String ACTOR = "development-authority";
  private static final String ROOT = "root";
  private static final String ISSUING = "issuing";

  private final Authorities authorities;
  private final Keys keys;
  private final Issuing issuing;
  private final ReentrantLock founding = new ReentrantLock();

  DevelopmentAuthority(Authorities authorities, Keys keys, Issuing issuing) {
    this.authorities = authorities;
    this.keys = keys;
    this.issuing = issuing;
  }

  @Override
  public void found() {
    if (authorities.issuing().isPresent()) {
      return;
    }
    founding.lock();
    try {
      if (authorities.issuing().isEmpty()) {
        foundIssuing(foundRoot());
      }
    } finally {
      founding.unlock();
    }
  }

  private Ca foundRoot() {
    return authorities
        .root()
        .orElseGet(() -> {
          var label = KeyLabel.ofAuthority(ROOT);
          var key =
              keys.generate(label, KeyKind.EC_P384, Residence.RESIDENT, label.value()).publicKey();
          var subject = authorityName("Ấn Tín Development Root");
          return issuing.foundRoot(
              ROOT, label, new Order(Profiles.ROOT, new Wish(subject, key), null, ACTOR));
        });
  }

  private void foundIssuing(Ca root) {
    var label = KeyLabel.ofAuthority(ISSUING);
    var key = keys.generate(label, KeyKind.EC_P384, Residence.RESIDENT, label.value()).publicKey();
    var subject = authorityName("Ấn Tín Development CA");
    var issued =
        issuing.issue(root, new Order(Profiles.ISSUING, new Wish(subject, key), null, ACTOR));
    authorities.found(ISSUING, false, root.name(), label, issued.certificate());
  }

  private static X500Name authorityName(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "VN")
        .addRDN(BCStyle.O, "Ấn Tín (phát triển, không có giá trị pháp lý)")
        .addRDN(BCStyle.CN, commonName)
        .build();
  }
}
