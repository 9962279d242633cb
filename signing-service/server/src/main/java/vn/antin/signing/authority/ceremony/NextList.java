package vn.antin.signing.authority.ceremony;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import vn.antin.signing.authority.ceremony.Ceremony.Refused;
import vn.antin.signing.certificate.CrlReason;
import vn.antin.signing.token.ceremony.SignedRecord;

/**
 * What the next list of a root will say. Operators see it before they enter a share, for the folder
 * may have been changed: nothing that the last signed list says may be missing, and what is new is
 * told from it. An entry is a serial number, a reason and a moment, parted by blanks.
 *
 * @param kept entries of the last list
 * @param added entries that are in no list yet
 */
record NextList(long number, List<String> kept, List<String> added) {
  /** That of a root which is being made. */
  static final NextList FIRST = new NextList(1, List.of(), List.of());

  private static final String CHANGED = ": the folder was changed";
  private static final Pattern ENTRY =
      Pattern.compile("[0-9a-f]{1,40} ([0-9]{1,2}) ([0-9TZ:-]{1,40})");
  private static final Pattern MADE =
      Pattern.compile("^deed: list ([0-9]{1,18}) made,", Pattern.MULTILINE);

  NextList {
    kept = List.copyOf(kept);
    added = List.copyOf(added);
  }

  /** The list after the one in the folder. */
  static NextList of(RootFolder folder) throws IOException, GeneralSecurityException, Refused {
    var key = folder.certificate().getPublicKey();
    var last = folder.list();
    requireSigned(last, key);
    var number = number(last);
    var recorded = recorded(folder, key);
    if (recorded > number) {
      throw new Refused(
          "root.crl.pem is list " + number + ", but list " + recorded + " was made" + CHANGED);
    }
    var lines = folder.revoked();
    var signed = entries(last);
    for (var each : signed) {
      if (!lines.contains(each)) {
        throw new Refused(
            "the file revoked lacks " + each + ", which list " + number + " has" + CHANGED);
      }
    }
    var added = lines.stream().filter(each -> !signed.contains(each)).toList();
    for (var each : added) {
      requireEntry(each);
    }
    return new NextList(number + 1, lines.stream().filter(signed::contains).toList(), added);
  }

  NextList with(String entry) {
    return new NextList(number, kept, Stream.concat(added.stream(), Stream.of(entry)).toList());
  }

  boolean has(String serialNumber) {
    return entries().stream().anyMatch(each -> each.startsWith(serialNumber + " "));
  }

  List<String> entries() {
    return Stream.concat(kept.stream(), added.stream()).toList();
  }

  /** A line for each entry. */
  String text() {
    return Stream.concat(
            kept.stream().map(each -> "entry: " + each + "\n"),
            added.stream().map(each -> "new entry: " + each + "\n"))
        .collect(Collectors.joining());
  }

  private static void requireSigned(X509CRLHolder list, PublicKey key) throws Refused {
    try {
      if (list.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        return;
      }
    } catch (CertException | OperatorCreationException _) {
      // as one that another key signed
    }
    throw new Refused("root.crl.pem is not signed by this root" + CHANGED);
  }

  private static long number(X509CRLHolder list) throws Refused {
    var number = list.getExtension(Extension.cRLNumber);
    if (number == null) {
      throw new Refused("root.crl.pem has no number");
    }
    return CRLNumber.getInstance(number.getParsedValue()).getCRLNumber().longValueExact();
  }

  /** The newest list that a record tells of which the root signed; 0 when none does. */
  private static long recorded(RootFolder folder, PublicKey key) throws IOException {
    for (int i = folder.records(); i > 0; i--) {
      var made = MADE.matcher(SignedRecord.text(folder.kept(i), key).orElse(""));
      if (made.find()) {
        return Long.parseLong(made.group(1));
      }
    }
    return 0;
  }

  private static Set<String> entries(X509CRLHolder list) {
    var entries = new HashSet<String>();
    for (var each : list.getRevokedCertificates()) {
      if (each instanceof X509CRLEntryHolder entry) {
        var reason = entry.getExtension(Extension.reasonCode);
        entries.add(
            entry.getSerialNumber().toString(16)
                + " "
                + (reason == null
                    ? CRLReason.unspecified
                    : CRLReason.getInstance(reason.getParsedValue()).getValue().intValueExact())
                + " "
                + entry.getRevocationDate().toInstant());
      }
    }
    return entries;
  }

  private static void requireEntry(String line) throws Refused {
    var entry = ENTRY.matcher(line);
    try {
      if (entry.matches()
          && CrlReason.of(Integer.parseInt(entry.group(1))).isPresent()
          && Instant.parse(entry.group(2)).toString().equals(entry.group(2))) {
        return;
      }
    } catch (DateTimeParseException _) {
      // as any other line that is none
    }
    throw new Refused("the file revoked has a line that is no entry" + CHANGED);
  }
}
