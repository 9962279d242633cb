package vn.antin.signing.authority.profile;

import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;

/**
 * Statements of ETSI EN 319 412-5. Vietnamese authorities write none today, so no profile of the
 * house has any; an installation that needs them names them.
 */
public enum QcStatement {
  COMPLIANCE("0.4.0.1862.1.1", ""),
  SECURE_DEVICE("0.4.0.1862.1.4", ""),
  TYPE_SIGNATURE("0.4.0.1862.1.6", "0.4.0.1862.1.6.1"),
  TYPE_SEAL("0.4.0.1862.1.6", "0.4.0.1862.1.6.2"),
  TYPE_WEB("0.4.0.1862.1.6", "0.4.0.1862.1.6.3");

  private final String statement;
  private final String type;

  QcStatement(String statement, String type) {
    this.statement = statement;
    this.type = type;
  }

  /** The value of the qcStatements extension (RFC 3739 §3.2.6). */
  static DERSequence encoded(List<QcStatement> statements) {
    var all = new ASN1EncodableVector();
    for (var each : statements) {
      var one = new ASN1EncodableVector();
      one.add(new ASN1ObjectIdentifier(each.statement));
      if (!each.type.isEmpty()) {
        one.add(new DERSequence(new ASN1ObjectIdentifier(each.type)));
      }
      all.add(new DERSequence(one));
    }
    return new DERSequence(all);
  }
}
