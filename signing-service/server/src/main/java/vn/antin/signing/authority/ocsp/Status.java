package vn.antin.signing.authority.ocsp;

import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.jspecify.annotations.Nullable;

/** What is known about a serial number. */
sealed interface Status {
  record Good() implements Status {}

  record Revoked(int reason, Instant at) implements Status {}

  /** Nobody gave this number. */
  record Unknown() implements Status {}

  /** BouncyCastle's form of it; good is null there. */
  @SuppressWarnings("JavaUtilDate") // BouncyCastle takes no other type.
  default @Nullable CertificateStatus encoded() {
    return switch (this) {
      case Good _ -> CertificateStatus.GOOD;
      case Revoked(var reason, var at) ->
          reason == 0
              ? new RevokedStatus(new RevokedInfo(new ASN1GeneralizedTime(Date.from(at)), null))
              : new RevokedStatus(Date.from(at), reason);
      case Unknown _ -> new UnknownStatus();
    };
  }

  /** Compares what was answered with what is stored. */
  default String mark() {
    return switch (this) {
      case Good _ -> "";
      case Revoked(var reason, var at) -> reason + "@" + at.toEpochMilli();
      case Unknown _ -> "?";
    };
  }
}
