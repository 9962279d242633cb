package vn.antin.signing.authority.server;

import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import vn.antin.signing.people.People;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;

/**
 * Subjects of servers: country, unit, then the first host name that fits, or the server's name with
 * its id. Attributes that the profile does not know are left out.
 */
final class Subjects {
  private static final int LONGEST = 64;

  private final People people;
  private final ServerProfiles profiles;

  Subjects(People people, ServerProfiles profiles) {
    this.people = people;
    this.profiles = profiles;
  }

  /** The subject in every certificate of this server. */
  X500Name of(Server server) {
    var allowed =
        profiles
            .find(server.profile())
            .orElseThrow(() -> Problem.INVALID_REQUEST.because("the profile is offered no more"))
            .allowedAttributes();
    var name = new X500NameBuilder(BCStyle.INSTANCE);
    if (allowed.contains(BCStyle.C)) {
      name.addRDN(BCStyle.C, new DERPrintableString("VN"));
    }
    people
        .unit(new UnitId(server.unit()))
        .ifPresent(unit -> add(name, allowed, BCStyle.O, unit.name()));
    add(name, allowed, BCStyle.CN, commonName(server));
    if (server.hostNames().isEmpty()) {
      add(name, allowed, BCStyle.UID, server.id().toString());
    }
    return name.build();
  }

  /** Never a text that somebody could take for a host name which was not allowed. */
  private static String commonName(Server server) {
    return server.hostNames().isEmpty()
        ? server.name()
        : server.hostNames().stream()
            .filter(each -> each.length() <= LONGEST)
            .findFirst()
            .orElse(server.id().toString());
  }

  private static void add(
      X500NameBuilder name,
      List<ASN1ObjectIdentifier> allowed,
      ASN1ObjectIdentifier attribute,
      String value) {
    if (allowed.contains(attribute)) {
      name.addRDN(attribute, new DERUTF8String(fitting(value)));
    }
  }

  /** RFC 5280 ends these attributes at 64 characters; a longer one ends in an ellipsis. */
  private static String fitting(String value) {
    var text = value.strip();
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)).strip() + "…";
  }
}
