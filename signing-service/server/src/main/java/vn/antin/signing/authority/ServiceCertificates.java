package vn.antin.signing.authority;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.certificate.Issued;

/**
 * Certificates over keys of the house itself, which nobody holds in custody. The intent to make
 * such a key is its owner's to write down. Thread-safe.
 */
public final class ServiceCertificates {
  private static final String TIME_STAMPING = "time-stamping";

  private final Authorities authorities;
  private final Issuing issuing;
  private final Optional<Founding> founding;

  ServiceCertificates(Authorities authorities, Issuing issuing, Optional<Founding> founding) {
    this.authorities = authorities;
    this.issuing = issuing;
    this.founding = founding;
  }

  /** Makes the authorities where they may come to be by themselves: in development. */
  public interface Founding {
    /** Does nothing when they are there. */
    void found();
  }

  /** Whether there is an authority, or one can be founded now. */
  public boolean offered() {
    return founding.isPresent() || authorities.issuing().isPresent();
  }

  /** The authority in force; in development founded now when there is none. */
  public Optional<Ca> issuing() {
    founding.ifPresent(Founding::found);
    return authorities.issuing();
  }

  /**
   * Certifies the key of a time-stamping unit (RFC 3161 §2.3), in the name of the organisation that
   * the authority itself belongs to.
   *
   * @param by who wants it, for the audit log
   * @throws vn.antin.signing.problem.SigningException as {@link Issuing#issue(Order)}
   */
  public Issued timeStamping(String commonName, PublicKey key, String by) {
    founding.ifPresent(Founding::found);
    var subject = new X500NameBuilder(BCStyle.INSTANCE);
    authorities
        .issuing()
        .ifPresent(issuer -> {
          for (var attribute : List.of(BCStyle.C, BCStyle.O)) {
            for (var each : Authorities.subject(issuer).getRDNs(attribute)) {
              subject.addRDN(attribute, each.getFirst().getValue());
            }
          }
        });
    subject.addRDN(BCStyle.CN, new DERUTF8String(commonName));
    return issuing.issue(new Order(TIME_STAMPING, new Wish(subject.build(), key), null, by));
  }
}
