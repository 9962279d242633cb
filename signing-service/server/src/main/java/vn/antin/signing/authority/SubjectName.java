package vn.antin.signing.authority;

import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import vn.antin.signing.people.People;

/**
 * Subjects as the government's authority writes them: the identifiers of person, agency and budget
 * unit are UID RDNs. Ours are placeholders made from ids; numbers beginning with 000 are nobody's.
 */
final class SubjectName {
  private static final String COUNTRY = "VN";
  private static final int LONGEST = 64;

  private SubjectName() {}

  static X500Name official(
      People.Official official, Optional<People.Unit> unit, Optional<People.Unit> province) {
    var name =
        new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, new DERPrintableString(COUNTRY));
    province.ifPresent(each -> name.addRDN(BCStyle.O, fitting(each.name())));
    unit.filter(each -> !each.equals(province.orElse(null)))
        .ifPresent(each -> name.addRDN(BCStyle.OU, fitting(each.name())));
    return name.addRDN(BCStyle.CN, fitting(official.displayName()))
        .addRDN(BCStyle.UID, utf8("CCCD:" + number(official.id().value(), 12)))
        .build();
  }

  static X500Name seal(People.Unit unit) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, new DERPrintableString(COUNTRY))
        .addRDN(BCStyle.O, fitting(unit.name()))
        .addRDN(BCStyle.CN, fitting(unit.name()))
        .addRDN(BCStyle.UID, utf8("MST:" + number(unit.id().value(), 10)))
        .addRDN(BCStyle.UID, utf8("MNS:" + number(unit.id().value(), 7)))
        .build();
  }

  /** RFC 5280 ends these attributes at 64 characters; a longer name ends in an ellipsis. */
  private static DERUTF8String fitting(String name) {
    var text = name.strip();
    return utf8(
        text.codePointCount(0, text.length()) <= LONGEST
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)).strip() + "…");
  }

  /** The text as it is: BouncyCastle reads strings that begin with # or \\ as something else. */
  private static DERUTF8String utf8(String text) {
    return new DERUTF8String(text);
  }

  private static String number(UUID id, int digits) {
    var bits = id.getMostSignificantBits() ^ id.getLeastSignificantBits();
    var free = digits - 3;
    var tail = Long.toString(Math.floorMod(bits, Math.powExact(10L, free)));
    return "000" + "0".repeat(free - tail.length()) + tail;
  }
}
